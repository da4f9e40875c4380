"""The search behind the lists of 福建's portals: what is posted, and the rows in its JSON."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from crawler.dates import first_date
from crawler.families.facts import ListFacts
from crawler.families.rows import Absolute, Row
from crawler.text import squeezed


@dataclass(frozen=True, slots=True)
class Found:
    """One page of an answer: how many pages there are, how many rows in all (null where unsaid), its own rows."""

    pages: int
    rows_in_all: int | None
    rows: tuple[Row, ...]


def search_form(text: str, facts: ListFacts) -> dict[str, str] | None:
    """The form for page 1 of the search that the page's script calls; None for a page that calls none."""
    search: Mapping[str, Any] = facts.more["search"]
    if not any(sign in text for sign in search["signs"]):
        return None
    channel = re.search(search["channel_in_page"], text)
    form = {
        "channelid": channel[1] if channel else search["channel"],
        "sortfield": search["sortfield"],
        "page": "1",
        "prepage": str(search["rows_a_page"]),
    }
    column = re.search(search["column_in_page"], text)
    return form if column is None else {**form, "classsql": search["narrowed"].format(column=column[1])}


def found_in(text: str, absolute: Absolute, facts: ListFacts) -> Found | None:
    """An answer taken apart; None for what is no such answer, or was cut."""
    try:
        told = json.loads(text)
        rows = tuple(rows_of(told["data"], absolute, facts.more["search"]))
        return Found(int(told["pageCount"]), int(told["count"]) if "count" in told else None, rows)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def rows_of(data: Any, absolute: Absolute, search: Mapping[str, Any]) -> Iterator[Row]:
    """The rows of an answer. Raises KeyError for one without a title or an address."""
    for entry in data:
        address = next((entry[name] for name in search["addresses"] if entry.get(name)), None)
        if address is None:
            raise KeyError("docpuburl")
        printed = " ".join(str(entry.get(name, "")) for name in search["dates"])
        yield Row(absolute(address), squeezed(entry["doctitle"]), first_date(printed))
