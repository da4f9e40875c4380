"""What a coder types for a cell: the number that is printed there, or a word for what is printed instead."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

NUMBER = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?|[+-]?\d+(\.\d+)?")
# What may be typed -> status of the cell. `absent`: the page has no such cell.
WORDS = {
    "blank": "blank", "dash": "dash", "/": "dash", "-": "dash", "—": "dash", "——": "dash",
    "无": "none_stated", "none_stated": "none_stated", "不适用": "not_applicable", "not_applicable": "not_applicable",
    "unreadable": "unreadable", "absent": "absent",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """What a page prints in a cell. `value` only with status `number`; `absent`: there is no such cell."""

    status: str
    value: Decimal | None = None

    def __str__(self) -> str:
        return self.status if self.value is None else f"{self.value:f}"


def entry_of(typed: str) -> Entry | None:
    """What was typed; null where nothing was. Raises ValueError for what is neither a number nor one of the words."""
    text = unicodedata.normalize("NFKC", typed).strip()
    if not text:
        return None
    if typed.strip() in WORDS or text.lower() in WORDS:
        return Entry(WORDS.get(typed.strip()) or WORDS[text.lower()])
    if NUMBER.fullmatch(text):
        return Entry("number", Decimal(text.replace(",", "")))
    known = ", ".join(word for word in WORDS if word.isascii() and word.isalpha())
    raise ValueError(f"{typed!r} is neither a number nor one of {known}, /, 无, 不适用")
