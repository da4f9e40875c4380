"""Every link from one of our pages to another, or to a heading, leads somewhere."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.docs.conftest import Page

LINK = re.compile(r"\]\(([^)\s]+)\)")
ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])


def anchor(heading: str) -> str:
    """A heading's anchor as Git hosts make it: letters, digits, hyphens for spaces."""
    kept = (c for c in heading.lstrip("# ").lower() if c in " -_" or unicodedata.category(c)[0] in "LN")
    return "".join(kept).replace(" ", "-")


def broken(path: Path, page: "Callable[[str], Page]") -> Iterator[str]:
    for target in LINK.findall(page(str(path.relative_to(ROOT))).prose()):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, part = target.partition("#")
        file = (path.parent / name) if name else path
        anchors = [anchor(heading) for heading in page(str(file)).headings()] if part and file.is_file() else []
        if not file.exists() or (part and part not in anchors):
            yield target


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_relative_links_lead_somewhere(path: Path, page: "Callable[[str], Page]") -> None:
    assert list(broken(path, page)) == []


def test_no_page_names_a_place_of_one_machine() -> None:
    named = re.compile(r"/wor[k]/|/roo[t]/|/home/\w|\.pyenv")
    assert [path.name for path in PAGES if named.search(path.read_text("utf-8"))] == []
