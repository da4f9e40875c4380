"""docs/views.md and docs/cookbook.md: their queries, asked by the reader role, answer what the pages say."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from nianbao.store.views import NAMED
from nianbao.store.views.panel import PANELS

if TYPE_CHECKING:
    from tests.docs.conftest import Page, SampleDatabase

PAGES = ("docs/views.md", "docs/cookbook.md")
QUESTION = re.compile(r"^### (\d+)\. ", re.MULTILINE)
EXAMPLE = re.compile(r"^```sql\n(.*?)^```\n\n```text\n(.*?)^```$", re.DOTALL | re.MULTILINE)


@pytest.fixture(scope="module")
def examples(page: "Callable[[str], Page]") -> list[tuple[str, str]]:
    """Query and answer."""
    found = []
    for written in map(page, PAGES):
        answered = EXAMPLE.findall(written.text)
        assert len(answered) == len(written.blocks("sql")) > 0, "a query without an answer behind it"
        found += answered
    return found


def test_every_view_is_told(page: "Callable[[str], Page]") -> None:
    told = page("docs/views.md").first_cells()
    assert sorted(told) == sorted((*NAMED, *PANELS))


def test_all_thirty_questions_are_asked_each_with_its_caution(page: "Callable[[str], Page]") -> None:
    text = page("docs/cookbook.md").text
    assert [int(number) for number in QUESTION.findall(text)] == list(range(1, 31))
    for part in QUESTION.split(text)[2::2]:
        caution = part.rpartition("```\n")[2].partition("\n## ")[0]
        assert len(caution.strip()) > 40, part


def test_every_example_answers_as_written(examples: list[tuple[str, str]], sample_database: "SampleDatabase") -> None:
    for query, answer in examples:
        done = sample_database.ask(query)
        printed = "".join(f"{line.rstrip()}\n" for line in done.stdout.splitlines())
        assert (printed, done.stderr) == (answer, ""), query
