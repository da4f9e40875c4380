"""Published figures of one report, digit for digit, and which of them nobody can read."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "figures"
BLACK_BOXES = "■■"


@dataclass(frozen=True, slots=True)
class Published:
    """`figures`: key -> digits as printed; `unreadable`: keys of cells that nobody can read."""

    figures: Mapping[str, str]
    unreadable: frozenset[str]

    def prints(self, key: str) -> str:
        """What stands in the cell of this key. Raises KeyError where the report has no such cell."""
        return BLACK_BOXES if key in self.unreadable else self.figures[key]

    def total(self, keys: str) -> str:
        """The sum of the figures named (`key+key`), for a sentence."""
        return str(sum(Decimal(self.figures[key]) for key in keys.split("+")))


@cache
def published(page: str) -> Published:
    """The figures of a page by its name; none where its tables are pictures."""
    path = FOLDER / f"{page}.json"
    if not path.exists():
        return Published({}, frozenset())
    data = json.loads(path.read_text(encoding="utf-8"), parse_int=str, parse_float=str)
    return Published(data["figures"], frozenset(data["unreadable"]))
