"""What is printed in a cell, character by character. Written apart from the grid reader's rules, on purpose."""

import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from nianbao.domain.report import Status

UNITS = frozenset(("元", "万元", "亿元", "件", "条", "项", "个", "次", "篇", "人", "人次", "宗", "起", "份"))
_WORDS = {
    "": Status.BLANK,
    "无": Status.NONE_STATED,
    "没有": Status.NONE_STATED,
    "〇件": Status.NONE_STATED,
    "不适用": Status.NOT_APPLICABLE,
    "不涉及": Status.NOT_APPLICABLE,
    "N/A": Status.NOT_APPLICABLE,
    "NA": Status.NOT_APPLICABLE,
}
_STROKES = frozenset("/\\-—–―─")
_MOST_STROKES = 3
_MOST_DIGITS = 15
_MOST_BEHIND_POINT = 8


@dataclass(frozen=True, slots=True)
class Printed:
    """The content of a cell; `value` only with status number. `words`: it has letters that belong to no value."""

    status: Status
    value: Decimal | None = None
    words: bool = False


@lru_cache(maxsize=8192)
def printed(text: str) -> Printed:
    """The content of a cell as printed; what is no number, blank, dash, 无 or 不适用 is unreadable."""
    plain = _plain(text)
    status = _WORDS.get(plain.upper())
    if status is not None:
        return Printed(status)
    if len(plain) <= _MOST_STROKES and len(set(plain)) == 1 and plain[0] in _STROKES:
        return Printed(Status.DASH)
    value = _number(plain)
    if value is not None:
        return Printed(Status.NUMBER, value)
    return Printed(Status.UNREADABLE, words=any(character.isalpha() for character in plain))


def _plain(text: str) -> str:
    """Half-width, without white space at the ends and without characters that nobody sees."""
    half = unicodedata.normalize("NFKC", text)
    seen = "".join(c for c in half if c == "\n" or unicodedata.category(c) not in ("Cf", "Cc"))
    return seen.replace("−", "-").strip()


def _number(plain: str) -> Decimal | None:
    """Sign, digits in groups of three or in one, a point, a unit: each read off the front in its turn."""
    sign = "-" if plain.startswith("-") else ""
    rest = plain[1:] if plain[0] in "+-" else plain
    body = rest.rstrip("".join(UNITS))
    if rest[len(body) :] and rest[len(body) :] not in UNITS:
        return None
    whole, point, fraction = body.partition(".")
    digits = _ungrouped(whole)
    if not _is_digits(digits) or len(digits) > _MOST_DIGITS:
        return None
    if point and not (_is_digits(fraction) and len(fraction) <= _MOST_BEHIND_POINT):
        return None
    return Decimal(sign + digits + point + fraction)


def _ungrouped(whole: str) -> str:
    """The digits without commas, where each comma is followed by three; else what it was, which is no number."""
    first, *groups = whole.split(",")
    fits = 0 < len(first) <= _GROUP and all(len(group) == _GROUP and _is_digits(group) for group in groups)
    return "".join((first, *groups)) if groups and fits else whole


_GROUP = 3


def _is_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()
