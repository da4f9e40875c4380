"""When two printed labels are the same: white space, punctuation and numbering do not count, everything else does."""

import re
import unicodedata
from functools import lru_cache

# 一、 （一） 1. 1、 (1) and 其中： ahead of a label; a bare digit or numeral is part of the label
_NUMERAL = r"(?:[一二三四五六七八九十]{1,3}|\d{1,2})"
_NUMBERING = re.compile(rf"(?:其中:?|\({_NUMERAL}\)|{_NUMERAL}[、.．])+")


@lru_cache(maxsize=8192)
def compact(text: str) -> str:
    """The text in compatibility form (full-width becomes half-width) without any white space."""
    return "".join(
        c for c in unicodedata.normalize("NFKC", text) if not c.isspace() and unicodedata.category(c) != "Cf"
    )


@lru_cache(maxsize=8192)
def label_form(text: str) -> str:
    """The form in which labels are compared: without white space, leading numbering and punctuation."""
    packed = compact(text)
    numbering = _NUMBERING.match(packed)
    if numbering:
        packed = packed[numbering.end() :]
    return "".join(c for c in packed if not unicodedata.category(c).startswith("P"))


@lru_cache(maxsize=8192)
def is_numbering(text: str) -> bool:
    """Whether the text is the number ahead of a label and nothing else: 1. or （一）; a bare digit is a number."""
    return _NUMBERING.fullmatch(compact(text)) is not None


@lru_cache(maxsize=8192)
def is_numbered(text: str) -> bool:
    """Whether the label is printed with a number ahead of it; tells the row 3.其他 from the column 其他."""
    return _NUMBERING.match(compact(text)) is not None
