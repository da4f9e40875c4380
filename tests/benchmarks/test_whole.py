"""What rates come to, and that other bytes or a missed bound are told; how fast anything is stands in no test."""

from dataclasses import replace

import pytest

from benchmarks.page import _table
from benchmarks.whole.cost import Cost
from benchmarks.whole.page import part
from benchmarks.whole.pages import Page, confirm
from benchmarks.whole.run import AGAIN, BARE, ONE, READERS, TINY, told
from simulator.crowd.members import crowd
from simulator.crowd.server import Crowd
from simulator.message import Asked

PAGES = [Page("GET", f"http://www.n0000.test/{number}", "", "digest") for number in range(10)]
HELD = {"readings": 5, "figures": 1000, "database": 10 * 1024**2, "archive": 1024**2}
COSTS = {
    BARE: [Cost(1.0, 1.0, 0.0, ""), Cost(2.0, 1.0, 0.0, ""), Cost(4.0, 1.0, 0.0, "")],
    ONE: [Cost(4.0, 4.0, 1.0, "")],
    READERS: [Cost(5.0, 5.0, 1.0, "")],
    AGAIN: [Cost(0.01, 0.02, 0.0, "")],
}


def test_rates_shares_and_a_million_pages() -> None:
    found = told(COSTS, PAGES, HELD, 1.0, TINY)
    assert [found["rates"][name]["a_second"] for name in COSTS] == [5.0, 2.5, 2.0, 500.0]
    assert found["rates"][READERS]["processor_ms_each"] == 500.0
    assert found["rates"][READERS]["of_that_database_ms"] == 100.0
    assert found["bounds"][ONE] == {"bound": 0.3, "share": 0.5, "share_of_processor": 0.25}
    assert found["bounds"][READERS]["share"] == 0.4
    assert found["million"] == {
        "hours_to_crawl": 138.9,
        "hours_to_read_again": 0.3,
        "archive_gib": 97.7,
        "database_gib": 976.6,
        "readings": 500_000,
        "figures": 100_000_000,
    }


def test_the_page_tells_which_bounds_are_missed() -> None:
    found = told(COSTS, PAGES, HELD, 1.0, TINY) | {"commit": "0"}
    page = "\n".join(part(found, _table))
    assert "nianbao, one process : bare Scrapy | ≥ 0.3 | **0.5** | 0.25 | met |" in page
    assert "nianbao, reader processes : bare Scrapy | ≥ 0.5 | **0.4** | 0.2 | **not met** |" in page
    assert "reports read again a second | ≥ 400 | **500.0**" in page


def test_other_bytes_or_other_addresses_end_the_benchmark() -> None:
    confirm(list(reversed(PAGES)), PAGES)
    for other in (PAGES[1:], [replace(PAGES[0], sha256="other"), *PAGES[1:]], [*PAGES, PAGES[0]]):
        with pytest.raises(SystemExit, match="other bytes"):
            confirm(other, PAGES)


def test_a_page_that_is_kept_is_the_one_that_is_made() -> None:
    members = {one.host: one for one in crowd(3, 7, "plain", 2020)}
    made, kept = Crowd(members), Crowd(members, keeps=True)
    for member in members.values():
        assert len(member.portal().reports()) == len(member.years) == 5
        for path in ("/robots.txt", member.family.list_path, "/nowhere"):
            asked = Asked(member.host, path)
            assert made.answer(asked) == kept.answer(asked) == kept.answer(asked)
    assert made.answer(Asked("www.other.test", "/")).status == 421
