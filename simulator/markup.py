"""Fills the markup of `markup.toml` and the pages in `shells/`."""

from functools import cache
from html import escape
from string import Template
from typing import Any

from simulator.column import Publication
from simulator.places import HERE, read_data


@cache
def _data() -> dict[str, Any]:
    return read_data("markup.toml")


def variant(family: str, part: str, name: str) -> Template:
    """The markup of a family's row or pager by the name of its variant. Raises KeyError for one that is not known."""
    return Template(_data()[family][part][name]["html"])


@cache
def shell(name: str) -> Template:
    """A page with places to fill."""
    return Template((HERE / "shells" / f"{name}.html").read_text(encoding="utf-8"))


def row_html(family: str, name: str, publication: Publication, href: str, place: int = 0) -> str:
    """One row of a list."""
    day = publication.date
    return variant(family, "row", name).substitute(
        href=escape(href),
        title=escape(publication.title),
        date=day.isoformat(),
        year=day.year,
        month=f"{day.month:02}",
        day=f"{day.day:02}",
        month_plain=day.month,
        day_plain=day.day,
        place=place,
    )
