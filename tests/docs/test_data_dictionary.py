"""docs/data_dictionary.md is what forms, views and tables say today."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from nianbao.store.dictionary import dictionary
from nianbao.store.models import metadata
from nianbao.store.views import NAMED
from nianbao.store.views.panel import PANELS

if TYPE_CHECKING:
    from tests.docs.conftest import Page


def test_the_page_is_the_generated_one(page: "Callable[[str], Page]") -> None:
    written = page("docs/data_dictionary.md").text
    assert written == dictionary(), "write it anew: python -m nianbao.store.dictionary > docs/data_dictionary.md"


def test_every_view_and_table_has_its_columns_with_words(page: "Callable[[str], Page]") -> None:
    sections = page("docs/data_dictionary.md").sections()
    named = [f"pub.{view}" for view in (*NAMED, *PANELS)] + list(metadata.tables)
    assert [name for name in named if sections[name].count("\n| `") < 2 or " |  |" in sections[name]] == []
