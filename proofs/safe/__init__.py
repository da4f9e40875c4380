"""Proof: whatever a portal writes, redirects to or is resolved to, nothing but public addresses is connected to."""
