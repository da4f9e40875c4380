"""What is printed in a cell to a value and a status. Every case is named; the rest is unreadable, never guessed."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from nianbao.domain.report import Status

_NUMBER = re.compile(
    r"(?P<sign>[+-]?)(?P<digits>\d{1,15}|\d{1,3}(?:,\d{3}){1,4})(?P<fraction>\.\d{1,8})?(?P<unit>\D{0,3})"
)
_UNITS = frozenset(("", "元", "万元", "亿元", "件", "条", "项", "个", "次", "篇", "人", "人次", "宗", "起", "份"))
_DASHES = frozenset(("/", "-", "—", "——", "--", "---", "–", "―", "\\", "//", "─", "──"))
_NONE = frozenset(("无", "没有", "〇件"))
_NOT_APPLICABLE = frozenset(("不适用", "不涉及", "n/a", "na"))
_SHORT = 40  # characters: longer print is no number, and is not kept
_MINUS = str.maketrans({"−": "-", "－": "-", "﹣": "-"})


@dataclass(frozen=True, slots=True)
class Printed:
    """A cell's content: `value` only with status number, `unit` only where one is printed in the cell."""

    status: Status
    value: Decimal | None = None
    unit: str | None = None


def parse_cell(text: str) -> Printed:
    """The content of a cell as printed (`251000元` is 251000 with unit 元; `1,234`; `-18`). Blank is not zero."""
    return _parsed(text) if len(text) <= _SHORT else _content(text)


def _content(text: str) -> Printed:
    packed = visible(text)
    match packed:
        case "":
            return Printed(Status.BLANK)
        case _ if packed in _DASHES:
            return Printed(Status.DASH)
        case _ if packed in _NONE:
            return Printed(Status.NONE_STATED)
        case _ if packed.lower() in _NOT_APPLICABLE:
            return Printed(Status.NOT_APPLICABLE)
        case _ if (number := _NUMBER.fullmatch(packed)) and number["unit"] in _UNITS:
            digits = number["sign"] + number["digits"].replace(",", "") + (number["fraction"] or "")
            return Printed(Status.NUMBER, Decimal(digits), number["unit"] or None)
        case _:
            return Printed(Status.UNREADABLE)


# A report prints a few dozen different cells some hundred times, and each is asked about more than once.
_parsed = lru_cache(maxsize=4096)(_content)


def visible(text: str) -> str:
    """The cell in compatibility form, without white space at the ends and without invisible characters.

    White space inside stays: `1 2` may be two numbers.
    """
    if text.isascii() and text.isprintable():
        return text.strip()
    folded = unicodedata.normalize("NFKC", text).translate(_MINUS)
    return "".join(c for c in folded if unicodedata.category(c) not in ("Cf", "Cc") or c == "\n").strip()


def is_value(text: str) -> bool:
    """Whether a cell holds what a figure may be: a number, a dash, 无, 不适用 or nothing; a label is none of these."""
    return _is_short_value(text) if len(text) <= _SHORT else _is_value(text)


def _is_value(text: str) -> bool:
    return parse_cell(text).status is not Status.UNREADABLE or not any(_is_letter(c) for c in text)


_is_short_value = lru_cache(maxsize=4096)(_is_value)


def _is_letter(character: str) -> bool:
    return unicodedata.category(character)[0] == "L"
