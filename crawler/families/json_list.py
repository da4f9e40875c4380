"""Lists that come as JSON: where in an answer its rows stand, and what each says. Pure functions of the answer."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from crawler.dates import first_date
from crawler.families.rows import Absolute, Row
from crawler.text import squeezed
from nianbao.domain.carried import has_body


@dataclass(frozen=True, slots=True)
class Entries:
    """One answer: how many rows the list declares (null where unsaid), its own, and where those stand that hold a body.

    `bodies`: a row's address -> JSON pointer (RFC 6901). `said`: the answer itself.
    """

    total: int | None
    rows: tuple[Row, ...]
    bodies: Mapping[str, str]
    said: Mapping[str, Any]


def entries_in(text: str, absolute: Absolute, names: Mapping[str, Any]) -> Entries | None:
    """An answer taken apart; None for what is no such answer, or was cut.

    `names`: of a data file: `rows`, where they may stand; `total`, where their number may; `title`, `addresses`,
    `dates`, the fields of one.
    """
    try:
        said = json.loads(text)
        place = next(place for place in names["rows"] if isinstance(at(said, place), list))
        found = [(f"/{place.replace('.', '/')}/{number}", entry) for number, entry in enumerate(at(said, place))]
        rows = [(row_of(entry, absolute, names), pointer, entry) for pointer, entry in found]
        totals = (at(said, total) for total in names["total"])
        total = next((int(count) for count in totals if count is not None), None)
    except (ValueError, KeyError, TypeError, AttributeError, StopIteration, RecursionError):
        return None
    bodies = {row.url: pointer for row, pointer, entry in rows if has_body(entry)}
    return Entries(total, tuple(row for row, *_ in rows), bodies, said)


def row_of(entry: Mapping[str, Any], absolute: Absolute, names: Mapping[str, Any]) -> Row:
    """A row. Raises KeyError for an entry without a title or an address."""
    address = next((entry[name] for name in names["addresses"] if entry.get(name)), None)
    if address is None:
        raise KeyError("the entry has no address")
    printed = " ".join(str(entry.get(name, "")) for name in names["dates"])
    return Row(absolute(address), squeezed(entry[names["title"]]), first_date(printed))


def at(said: Any, place: str) -> Any:
    """What stands at a place like `data.results`; None where there is none."""
    for name in place.split("."):
        said = said.get(name) if isinstance(said, Mapping) else None
    return said
