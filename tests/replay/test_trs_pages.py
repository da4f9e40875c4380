"""TRS lists that count more pages than there are: what stands beyond the last page is no page of the list."""

from typing import Any

import pytest

from simulator.families.trs import STUB
from tests.replay.list_faults import LISTS

LIST = "/zwgk/zfxxgk/zfxxgknb/"


@pytest.fixture(scope="module")
def told(crawl_portals: Any) -> Any:
    """A list of four pages whose script counts six, where stubs stand beyond the last, and where nothing does."""
    more = [[LIST, "pages.replaced", ["createPage(4,", "createPage(6,"]]]
    stubs = LISTS["trs, createPage"]
    none = {**stubs, "switches": {**stubs["switches"], "stubs": False}}
    return crawl_portals({"stubs": {**stubs, "rules": more}, "none": {**none, "rules": more}})


def test_a_stub_is_as_long_as_the_ministries() -> None:
    assert 300 <= len(STUB.encode()) <= 400


@pytest.mark.parametrize(
    ("name", "trouble", "reason"),
    [
        ("stubs", "list_short", "the page of the list holds no row"),
        ("none", "gone", "list page: the portal answered 404"),
    ],
)
def test_each_page_beyond_the_last_is_told(told: Any, name: str, trouble: str, reason: str) -> None:
    account = told[name]
    own = {url for url, kind, *_ in account["published"] if kind == "own_report"}
    urls = [f"http://www.shilixian.test{LIST}index_{page}.htm" for page in (3, 4, 5)]
    # The true last page holds fewer rows than the others, which is told as well: it is not the last of six.
    uneven = (urls[0], "list_short", "the page gave 2 rows, others 20")
    assert account["state"] == "partial"
    assert sorted(map(tuple, account["shortfalls"])) == [uneven, *((url, trouble, reason) for url in urls[1:])]
    assert own <= set(account["pages"])
