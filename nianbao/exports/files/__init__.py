"""One file a format: rows in, bytes out, the same bytes for the same rows."""


class FormatDiffers(Exception):
    """pyreadstat lays a row out otherwise than we do; raised by the writers of Stata and SPSS, before any row."""
