"""A deliberately naive reader must fail: where it does well, the sample shows nothing."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Protocol

import pytest
from lxml import html

from sample.catalogue import HERE, catalogue

BIG = 20  # cells


class Page(Protocol):
    def tree(self) -> html.HtmlElement: ...


def number(text: str) -> Decimal | None:
    try:
        return Decimal(text.strip())
    except InvalidOperation:
        return None


def laid(cells: Iterable[html.HtmlElement], keys: Sequence[str]) -> Mapping[str, Decimal]:
    """The numbers of these cells, in order, on the keys in the order of the form."""
    numbers = [value for cell in cells if (value := number(cell.text_content())) is not None]
    return dict(zip(keys, numbers, strict=False))


def first_big_table(page: Page) -> Iterable[html.HtmlElement]:
    tables = page.tree().xpath(f"//table[count(.//td) >= {BIG}]")
    return list(tables[0].xpath(".//td")) if tables else []


def all_cells(page: Page) -> Iterable[html.HtmlElement]:
    return list(page.tree().xpath("//td[not(.//td)]"))


def published(page: str) -> Mapping[str, Decimal]:
    data = json.loads((HERE / "figures" / f"{page}.json").read_text(encoding="utf-8"), parse_float=Decimal)
    return {key: Decimal(value) for key, value in data["figures"].items()}


def share_right(read: Mapping[str, Mapping[str, Decimal]], zeros: bool) -> float:
    """The share of published figures that were read right; without `zeros`, of those that are not 0."""
    figures = [(page, key, value) for page in read for key, value in published(page).items() if zeros or value]
    assert len(figures) > 200
    return sum(read[page].get(key) == value for page, key, value in figures) / len(figures)


@pytest.mark.parametrize(("cells", "zeros"), [(first_big_table, True), (first_big_table, False), (all_cells, False)])
def test_the_naive_reader_gets_less_than_half(
    cells: Callable[[Page], Iterable[html.HtmlElement]], zeros: bool, report_pages: Mapping[str, Page]
) -> None:
    # Most figures of any report are 0, and a reader that is off by a row still finds them: so without them too.
    names = [page.name for page in catalogue().pages if page.form]
    read = {name: laid(cells(report_pages[name]), list(published(name))) for name in names}
    assert share_right(read, zeros) < 0.5
