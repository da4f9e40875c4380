"""One file a kind of document: bytes in, paragraphs and tables out. The kind is decided by the bytes."""
