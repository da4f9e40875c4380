"""Whether what was recognised in a cell is what is printed there. A wrong number that looks right ruins a paper."""

import unicodedata
from collections.abc import Sequence

from extractors.documents.ocr_crops import PixelBox
from extractors.documents.ocr_engine import Recognised
from extractors.documents.ocr_glyphs import CellLine
from extractors.documents.pdf_lost import UNMAPPED

_DOUBT = 0.5  # of one character of a number, by the recogniser's own account, in either reading
_BOTH = 0.02  # of both readings together, as the product of their doubts
_STRICT, _STRICT_BOTH = 0.25, 0.002  # where the pieces of ink do not confirm how many characters there are
_DIGIT_HIGH = 0.45  # sizes of print; a lower piece of ink is no digit
_RINGS = str.maketrans({"O": "0", "o": "0", "〇": "0", "○": "0"})
_NARROW, _WIDE = 0.33, 0.82  # room a digit takes, of its height, in a number of several


def is_words(text: str) -> bool:
    """Whether a line is words: two Chinese characters at least. Their right form is known; that of a number is not."""
    return sum(unicodedata.category(character) == "Lo" for character in text) > 1


def trusted(first: Recognised, second: Recognised, mark: str, line: CellLine) -> str:
    """What both readings say; with a mark that makes it unreadable where they differ or either is in doubt.

    `mark` is the dash or slash that the ink has the shape of, or nothing.
    """
    text, again = _as_number(first.text.strip()), _as_number(second.text.strip())
    if mark or text == again == "/":
        return text + UNMAPPED if text.isdigit() and again.isdigit() else mark or text
    if _is_character(text) or (not text and _is_character(again)):
        return text or again
    if not text or text != again:
        return (text or again) + UNMAPPED
    return text if _is_sure(text, first, second, line) and not line.spoilt else text + UNMAPPED


def _is_sure(text: str, first: Recognised, second: Recognised, line: CellLine) -> bool:
    most, both = max(first.doubt, second.doubt), first.doubt * second.doubt
    if set(text) == {"0"} and _is_counted(len(text), line):
        return True  # A ring is zero: that the recogniser wavers between 0 and O is no doubt of the number.
    if not text.isdigit() or _is_counted(len(text), line):
        return most <= _DOUBT and both <= _BOTH
    return most <= _STRICT and both <= _STRICT_BOTH and _is_spaced(len(text), line.pieces)


def _as_number(text: str) -> str:
    """Rings among digits, or alone, as zeros."""
    digits = text.translate(_RINGS)
    return digits if digits.isdigit() else text


def _is_character(text: str) -> bool:
    """A single Chinese character other than 无: no value of a cell, whether it was recognised rightly or not."""
    return len(text) == 1 and unicodedata.category(text) == "Lo" and text != "无"


def _is_counted(digits: int, line: CellLine) -> bool:
    """Whether there is a piece of ink for every digit."""
    return sum(bottom - top >= _DIGIT_HIGH * line.size for _, top, _, bottom in line.pieces) == digits


def _is_spaced(digits: int, pieces: Sequence[PixelBox]) -> bool:
    """Whether digits that run into each other, or are broken, take the room of as many."""
    wide = max(piece[2] for piece in pieces) - min(piece[0] for piece in pieces)
    high = max(piece[3] for piece in pieces) - min(piece[1] for piece in pieces)
    share = wide / digits / max(1, high)
    return digits == 1 or _NARROW <= share <= _WIDE
