"""The two READMEs say the same, and show what the demo prints."""

import csv
import re
from collections.abc import Callable
from io import StringIO
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.docs.conftest import Page, SampleDatabase

SIGNS = {"blank": "·", "unreadable": "?"}


@pytest.fixture(scope="module")
def english(page: "Callable[[str], Page]") -> "Page":
    return page("README.md")


@pytest.fixture(scope="module")
def chinese(page: "Callable[[str], Page]") -> "Page":
    return page("README.zh.md")


def depths(page: "Page") -> list[int]:
    return [len(heading) - len(heading.lstrip("#")) for heading in page.headings()]


def test_both_have_the_same_outline(english: "Page", chinese: "Page") -> None:
    assert depths(english) == depths(chinese)


@pytest.mark.parametrize("language", ["sh", "text"])
def test_both_show_the_same_commands_and_output(english: "Page", chinese: "Page", language: str) -> None:
    assert english.blocks(language) == chinese.blocks(language)


def test_both_link_to_the_same_pages(english: "Page", chinese: "Page") -> None:
    targets = [re.findall(r"\]\(((?!README)[^)]+)\)", page.text) for page in (english, chinese)]
    assert sorted(targets[0]) == sorted(targets[1])


def shown(page: "Page") -> dict[tuple[str, str], str]:
    """Cells of the table that the README shows, by key and year."""
    lines = [line for block in page.blocks("text") for line in block.splitlines() if " | " in line]
    table = [[cell.strip() for cell in line.split("|")] for line in lines]
    years = table[0][1:]
    return {
        (row[0], year): cell
        for row in table[1:]
        if "." in row[0]
        for year, cell in zip(years, row[1:], strict=True)
        if cell
    }


def as_shown(cell: dict[str, str]) -> str:
    change = "" if cell["change"] in ("", "0") else f" ({int(cell['change']):+d})"
    return (cell["value"] or SIGNS[cell["status"]]) + change + (" !" if cell["findings"] else "")


def test_the_table_shown_is_what_the_history_prints(english: "Page", sample_database: "SampleDatabase") -> None:
    printed = csv.DictReader(StringIO(sample_database.nianbao("history", "350128", "--format", "csv").stdout))
    cells = {(cell["key"], cell["year"]): as_shown(cell) for cell in printed}
    asked = shown(english)
    assert len(asked) > 20
    years = {year for _, year in asked}
    keys = {key for key, _ in asked}
    assert {place: cell for place, cell in cells.items() if place[0] in keys and place[1] in years} == asked
