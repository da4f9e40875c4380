"""Show. Read-only pages and JSON for people who look, cite and load; nothing of crawling, no request to elsewhere."""
