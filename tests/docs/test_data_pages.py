"""docs/comparability.md and docs/indicators.md are what crosswalk, events and formulas say today."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from nianbao.store.pages import pages

if TYPE_CHECKING:
    from tests.docs.conftest import Page


@pytest.mark.parametrize(("name", "written"), list(pages()), ids=lambda given: given[:20])
def test_the_page_is_the_generated_one(page: "Callable[[str], Page]", name: str, written: str) -> None:
    assert page(f"docs/{name}").text == written, "write them anew: python -m nianbao.store.pages"
