"""How well pictures of reports are read: made pages, printed, scanned, and scored cell by cell."""
