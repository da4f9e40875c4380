"""The facts of `trs.toml`, compiled."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class TrsFacts:
    """What the family knows of its lists; the reasons stand in the data file."""

    article: re.Pattern[str]
    row_elements: tuple[str, ...]
    template_attributes: tuple[str, ...]
    most_pages: int
    pager_signs: tuple[str, ...]
    declared_rows: tuple[re.Pattern[str], ...]
    pagers: tuple[re.Pattern[str], ...]


@cache
def trs_facts() -> TrsFacts:
    """The data file, read once."""
    data = tomllib.loads((files("crawler") / "families" / "trs.toml").read_text("utf-8"))
    return TrsFacts(
        article=re.compile(data["article"]),
        row_elements=tuple(data["row_elements"]),
        template_attributes=tuple(data["template_attributes"]),
        most_pages=data["most_pages"],
        pager_signs=tuple(data["pager_signs"]),
        declared_rows=tuple(re.compile(pattern) for pattern in data["declared_rows"]),
        pagers=tuple(re.compile(pager["pattern"]) for pager in data["pager"]),
    )
