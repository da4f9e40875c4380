"""A deliberately naive reader must fail: where it does well, the sample shows nothing."""

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Protocol

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


def naive_reading(page: Page, keys: Sequence[str]) -> Mapping[str, Decimal]:
    """The numbers of the first big table, in order, laid on the keys in the order of the form."""
    tables = page.tree().xpath(f"//table[count(.//td) >= {BIG}]")
    cells = tables[0].xpath(".//td") if tables else []
    numbers = [value for cell in cells if (value := number(cell.text_content())) is not None]
    return dict(zip(keys, numbers, strict=False))


def test_the_naive_reader_gets_less_than_half(report_pages: Mapping[str, Page]) -> None:
    right = total = 0
    for page in catalogue().pages:
        if not page.form:
            continue
        data = json.loads((HERE / "figures" / f"{page.name}.json").read_text(encoding="utf-8"), parse_float=Decimal)
        figures = {key: Decimal(value) for key, value in data["figures"].items()}
        read = naive_reading(report_pages[page.name], list(figures))
        right += sum(read.get(key) == value for key, value in figures.items())
        total += len(figures)
    assert total > 1000
    assert right / total < 0.5
