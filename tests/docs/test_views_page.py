"""docs/views.md: its queries, asked by the reader role, answer what the page says."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from nianbao.store.views import NAMED
from nianbao.store.views.panel import PANELS

if TYPE_CHECKING:
    from tests.docs.conftest import Page, SampleDatabase

EXAMPLE = re.compile(r"^```sql\n(.*?)^```\n\n```text\n(.*?)^```$", re.DOTALL | re.MULTILINE)


@pytest.fixture(scope="module")
def examples(page: "Callable[[str], Page]") -> list[tuple[str, str]]:
    """Query and answer."""
    written = page("docs/views.md")
    found = EXAMPLE.findall(written.text)
    assert len(found) == len(written.blocks("sql")), "a query without an answer behind it"
    return found


def test_every_view_is_told(page: "Callable[[str], Page]") -> None:
    told = page("docs/views.md").first_cells()
    assert sorted(told) == sorted((*NAMED, *PANELS))


def test_every_example_answers_as_written(examples: list[tuple[str, str]], sample_database: "SampleDatabase") -> None:
    for query, answer in examples:
        done = sample_database.ask(query)
        printed = "".join(f"{line.rstrip()}\n" for line in done.stdout.splitlines())
        assert (printed, done.stderr) == (answer, ""), query
