"""The Chinese pages of the sample, walked by their links: no sentence of ours stands there in English."""

import re
from collections import deque
from collections.abc import Iterator, Sequence

import httpx
import pytest
from lxml import html

from nianbao.explorer.app import make_app
from nianbao.explorer.database import reading_engine, sources_engine
from nianbao.store.roles import READER
from tests.docs.conftest import SampleDatabase
from tests.explorer.english import english_in
from tests.explorer.serving import served

# Files, and what shows an archived page as it is.
OTHER = re.compile(r"/zh/(dataset/|flag/|page/)|\.(csv|sql)(\?|$)|[?&]as=")
CELL = re.compile(r"/zh/report/([^/]+)/(\w+)\.")
REGION = re.compile(r"/zh/region/")
# Regions of which nothing is held are alike; so are cells of one table of one report that nothing is said about.
SCREENS = (
    "/zh/",
    "/zh/?q=平潭",
    "/zh/search?q=信息公开",
    "/zh/compare?u=350128 430181",
    "/zh/dataset?build=1",
    "/zh/quality",
    "/zh/changes",
)
FINDINGS = "/zh/quality?rule="


@pytest.fixture(scope="module")
def asking(sample_database: SampleDatabase) -> Iterator[httpx.Client]:
    """The explorer on the sample and its archive."""
    server, name = sample_database.server, sample_database.name
    reader, sources = reading_engine(server.url(name, READER)), sources_engine(server.url(name))
    with served(make_app(reader, sources)) as address, httpx.Client(base_url=address, timeout=30) as client:
        yield client
    reader.dispose()
    sources.dispose()


def test_no_chinese_page_of_the_sample_says_anything_in_english(asking: httpx.Client) -> None:
    seen: dict[str, str] = {}
    left = deque(SCREENS)
    found: list[str] = []
    while left:
        address = left.popleft()
        page = html.document_fromstring(asking.get(address).raise_for_status().text)
        found += [f"{address}: {sentence}" for sentence in english_in(page)]
        for link in links(page):
            kind = kind_of(link, address)
            if kind not in seen:
                seen[kind] = link
                left.append(link)
    assert found == []
    held = [link for link in seen.values() if link.count("/") == 3 and "/report/" in link]
    assert len(held) > 10
    assert len([link for link in seen.values() if "/sum/" in link]) > 50
    assert len([link for link in seen.values() if CELL.match(link)]) > 20


def links(page: html.HtmlElement) -> Sequence[str]:
    """Where a page leads to that is a page in Chinese."""
    found = (link.partition("#")[0] for link in page.xpath("//main//a/@href"))
    return [link for link in found if link.startswith("/zh/") and not OTHER.search(link)]


def kind_of(link: str, leading: str) -> str:
    """One of each kind is walked: of cells those that a finding names, else one a table and report."""
    cell = CELL.match(link)
    if cell and not leading.startswith(FINDINGS):
        return f"{cell[1]} {cell[2]}"
    return "region" if REGION.match(link) and leading.partition("?")[0] == "/zh/" else link
