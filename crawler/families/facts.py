"""What a family knows of its lists: the facts of `<family>.toml`, compiled. The reasons stand in the data files."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class ListFacts:
    """Facts that every family with lists has; `more`: those of its own, as written.

    `article`: an article's address. `row_elements`: a link is a row of the nearest one round it. `template_attributes`:
    what the browser fills in. `most_pages`: more are taken for a mistake. `pager_signs`: of a list that has further
    pages. `declared_rows`: how many rows a list says it has. `even_pages`: whether every page but the last holds the
    same number of rows. `twins`: what makes one address of two, as (pattern, replacement); `equal`: those of them that
    make neither address the plainer one. `script_rows`: rows that a
    script writes. `volatile`: query parameters that are another at every request and mean nothing.
    """

    article: re.Pattern[str]
    row_elements: tuple[str, ...]
    template_attributes: tuple[str, ...]
    most_pages: int
    pager_signs: tuple[str, ...]
    declared_rows: tuple[re.Pattern[str], ...]
    even_pages: bool
    twins: tuple[tuple[re.Pattern[str], str], ...]
    equal: tuple[re.Pattern[str], ...]
    script_rows: tuple[re.Pattern[str], ...]
    volatile: tuple[str, ...]
    more: Mapping[str, Any]

    def document(self, address: str) -> str:
        """What the twins of an address have in common; `address` without scheme."""
        for pattern, replacement in self.twins:
            address = pattern.sub(replacement, address)
        return address

    def seconds(self, address: str) -> int:
        """How far an address is from the plainest one of its document; `address` without scheme."""
        steps = 0
        for pattern, replacement in self.twins:
            plainer = pattern.sub(replacement, address)
            steps += plainer != address and pattern not in self.equal
            address = plainer
        return steps

    def patterns(self, name: str) -> tuple[re.Pattern[str], ...]:
        """Patterns of a family's own, in the order in which they are tried."""
        return tuple(re.compile(pattern) for pattern in self.more[name])


@cache
def facts_of(family: str) -> ListFacts:
    """The data file of a family, and what holds in every one, read once."""
    data = data_of(family)
    twins = (*data_of("every")["twin"], *data.pop("twin", ()))
    return ListFacts(
        article=re.compile(data.pop("article")),
        row_elements=tuple(data.pop("row_elements")),
        template_attributes=tuple(data.pop("template_attributes", ())),
        most_pages=data.pop("most_pages"),
        pager_signs=tuple(data.pop("pager_signs")),
        declared_rows=tuple(re.compile(pattern) for pattern in data.pop("declared_rows", ())),
        even_pages=data.pop("even_pages"),
        twins=tuple((re.compile(twin["pattern"]), twin["one"]) for twin in twins),
        equal=tuple(re.compile(twin["pattern"]) for twin in twins if twin.get("equal")),
        script_rows=tuple(re.compile(pattern) for pattern in data.pop("script_rows", ())),
        volatile=tuple(data.pop("volatile")),
        more=data,
    )


def data_of(name: str) -> dict[str, Any]:
    """A data file beside this module, as written."""
    return tomllib.loads((files("crawler") / "families" / f"{name}.toml").read_text("utf-8"))
