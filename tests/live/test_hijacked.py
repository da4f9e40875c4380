"""A copy of a portal on a foreign host, in traditional script with pinyin: on record, in sight, and never asked."""

import json
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from proofs.world import World
from simulator.changes import pages, statuses
from simulator.families import Trs
from simulator.mirror import Mirror
from simulator.portal import Portal

YEAR = 2025
COPIES = {"row": "甲区", "redirect": "乙市", "file": "丙区"}


def portal_at(name: str, place: str) -> Portal:
    return Portal(Trs(), place=place, host=f"www.{name}.test", years=range(YEAR - 1, YEAR + 1), rows=6, twins=0)


@pytest.fixture(scope="module")
def crawled(world: Callable[..., World]) -> "Crawled":
    """Three portals that lead to their copies: by a row of the list, by a redirect, by the file beside a report."""
    portals = {name: portal_at(name, place) for name, place in COPIES.items()}
    mirrors = {name: Mirror(portal, f"www.{name}-gonggao.test") for name, portal in portals.items()}
    portals["row"].add_foreign(YEAR, mirrors["row"].url_of(YEAR))
    portals["redirect"].on(portals["redirect"].path_of(YEAR), statuses.redirect(mirrors["redirect"].url_of(YEAR)))
    file = portals["file"].reports()[YEAR].attachment
    copied = file.replace(portals["file"].host, mirrors["file"].host)
    link = f'href="./{file.rpartition("/")[2]}"'
    portals["file"].on(portals["file"].path_of(YEAR), pages.replaced(link, f'href="{copied}"'))
    live = world(*mirrors.values(), **portals)
    done = live.nianbao("crawl", *(f"shili_{name}" for name in portals), PROOF_PACE="0.05")
    addresses = {
        "row": mirrors["row"].url_of(YEAR),
        "redirect": portals["redirect"].reports()[YEAR].url,
        "file": copied,
    }
    return Crawled(live, mirrors, addresses, done)


class Crawled:
    """What the crawl printed; `addresses`: by case, the address that leads to the copy."""

    def __init__(self, live: World, mirrors: Mapping[str, Mirror], addresses: Mapping[str, str], done: Any) -> None:
        self.live, self.mirrors, self.addresses, self.done = live, mirrors, addresses, done


def test_the_copy_is_one_that_would_be_read(crawled: Crawled) -> None:
    """Else nothing would be shown by not asking for it: it has the report, altered."""
    for name, mirror in crawled.mirrors.items():
        shown = mirror.altered(f"政府信息公开年度报告 {crawled.live.portals[name].host}")
        assert "年度報告" in shown
        assert "政(zhèng)" in shown
        assert mirror.host in shown


def test_the_foreign_hosts_are_never_asked(crawled: Crawled) -> None:
    log = crawled.live.simulator.log
    assert {mirror.host: len(log.of(mirror.host)) for mirror in crawled.mirrors.values()} == {
        mirror.host: 0 for mirror in crawled.mirrors.values()
    }
    assert all(log.of(portal.host) for portal in crawled.live.portals.values())


def test_the_crawl_is_partial_and_says_which_host(crawled: Crawled) -> None:
    assert crawled.done.returncode == 1
    assert {site["state"] for site in json.loads(crawled.done.stdout)["sites"]} == {"partial"}
    for name, mirror in crawled.mirrors.items():
        (said,) = [line for line in crawled.done.stderr.splitlines() if line.startswith(f"shili_{name}: ")]
        assert crawled.addresses[name] in said
        assert mirror.host in said
        assert "not fetched" in said


def test_it_stands_among_the_reports_that_are_missing_with_the_reason(crawled: Crawled) -> None:
    rows = json.loads(crawled.live.nianbao("reports", "--format", "json").stdout)
    for name, mirror in crawled.mirrors.items():
        (row,) = [row for row in rows if row["url"] == crawled.addresses[name]]
        assert (row["state"], row["report_id"]) == ("listed", None)
        assert row["region"] == crawled.live.portals[name].place.code
        assert mirror.host in row["reason"]


def test_nothing_of_it_is_kept(crawled: Crawled) -> None:
    held = crawled.live.contents()
    for mirror in crawled.mirrors.values():
        for table in ("document", "capture", "figure"):
            assert not [line for line in held[table] if mirror.host in line]
