"""Fetch. Knows portals and pages; nothing of tables or SQL."""
