"""Every trap is where `traps.toml` says, and nothing of the generator is unlisted."""

import re
from collections.abc import Mapping
from typing import Protocol

import pytest
from lxml import html

from sample.catalogue import HERE, catalogue, read_toml
from sample.dress import BY_TRAP
from sample.table_traps import TRAPS

LISTED = read_toml(HERE / "traps.toml")["trap"]


class Page(Protocol):
    @property
    def text(self) -> str: ...

    def tree(self) -> html.HtmlElement: ...


@pytest.mark.parametrize("trap", LISTED, ids=[trap["name"] for trap in LISTED])
def test_trap_is_on_its_pages(
    trap: Mapping[str, object], answered: Mapping[str, Page], report_pages: Mapping[str, Page]
) -> None:
    sign, pages = str(trap["sign"]), trap["pages"]
    assert isinstance(pages, list)
    assert pages
    for name in pages:
        page = answered[catalogue().list_url] if name == "list" else report_pages[name]
        assert re.search(sign, page.tree().text_content() if "in_text" in trap else page.text), name


def test_a_trap_of_one_page_is_not_on_the_others(report_pages: Mapping[str, Page]) -> None:
    by_name = {trap["name"]: trap for trap in LISTED}
    for name in ("cut_headers", "commented_duplicate", "misspelt_heading", "byte_order_mark"):
        found = [page for page, answer in report_pages.items() if re.search(by_name[name]["sign"], answer.text)]
        assert sorted(found) == sorted(by_name[name]["pages"]), name


def test_traps_the_generator_knows_are_listed() -> None:
    known = {name for traps in TRAPS.values() for name in traps} | set(BY_TRAP)
    assert known <= {trap["name"] for trap in LISTED}


def test_names_of_pages_exist() -> None:
    names = {page.name for page in catalogue().pages} | {"list"}
    assert {page for trap in LISTED for page in trap["pages"]} <= names
