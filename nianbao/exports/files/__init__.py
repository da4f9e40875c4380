"""One file a format: rows in, bytes out, the same bytes for the same rows."""
