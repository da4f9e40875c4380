"""The least that any reader of tables does in Python: cells' texts in an expanded grid, nothing understood.

What it takes says how much of a bound is left for figures, sections, claims and checks.
"""

from collections.abc import Iterator
from importlib import import_module
from typing import Any

Grid = list[list[str]]


def bare_grids(tree: Any) -> list[Grid]:
    """The tables of lxml's tree that hold no table, each cell's text wherever its spans reach."""
    return [_grid(table) for table in tree.iter("table") if next(table.iterdescendants("table"), None) is None]


def read(page: str) -> list[Grid]:
    """Parse and grids."""
    html = import_module("lxml.html")
    return bare_grids(html.document_fromstring(page.encode(), parser=html.HTMLParser(encoding="utf-8")))


def _grid(table: Any) -> Grid:
    reaching: dict[int, tuple[int, str]] = {}
    return [_row(row, reaching) for row in table.iter("tr")]


def _row(row: Any, reaching: dict[int, tuple[int, str]]) -> list[str]:
    filled: list[str] = []
    for cell in row.iterchildren("td", "th"):
        filled.extend(_from_above(len(filled), reaching))
        text = " ".join("".join(cell.itertext()).split())
        rows, columns = (int(cell.get(span) or 1) for span in ("rowspan", "colspan"))
        for column in range(len(filled), len(filled) + columns):
            if rows > 1:
                reaching[column] = (rows - 1, text)
            filled.append(text)
    filled.extend(_from_above(len(filled), reaching))
    return filled


def _from_above(column: int, reaching: dict[int, tuple[int, str]]) -> Iterator[str]:
    while column in reaching:
        left, text = reaching.pop(column)
        if left > 1:
            reaching[column] = (left - 1, text)
        yield text
        column += 1
