"""Text with one spelling of digits, letters, dashes and white space, each character at its old place."""

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―─━−﹣－"), "-")
_SPACES = dict.fromkeys(map(ord, "\t\r\u3000\xa0\u2002\u2003\u2009"), " ")
_FOLDS = str.maketrans({**{chr(code): chr(to) for code, to in _FULL_WIDTH.items()}, "﹕": ":", "︰": ":", "・": "·"})
_FOLDS.update(_DASHES)
_FOLDS.update(_SPACES)


def folded(text: str) -> str:
    """The text as patterns see it; as long as before, so that places in it are places in `text`."""
    return text.translate(_FOLDS)
