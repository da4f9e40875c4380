"""`nianbao discover` against simulated portals: a row out of a home page, a moved list written back, calls refused."""

import json
import tomllib
from collections.abc import Callable
from typing import Any, cast

import pytest

from crawler.registry import row_faults
from proofs.world import World, exchanges
from simulator.portal import Portal
from simulator.redesigns.portal import Redesign

PACE = "0.02"


@pytest.fixture(scope="module")
def moved(world: Callable[..., World]) -> tuple[World, Redesign]:
    """A portal that was crawled, then redesigned: its list is on another host now."""
    redesign = Redesign(5)
    hosts = redesign.every_host()
    made = world(*hosts[:-1], x=cast(Portal, LastHost(redesign, hosts[-1])))
    crawled = made.nianbao("crawl", "shili_x", "--sample-of", "2", PROOF_PACE=PACE)
    assert crawled.returncode == 0, crawled.stderr
    redesign.redesign()
    return made, redesign


class LastHost:
    """A host that is served, with what a world asks of its portals."""

    def __init__(self, redesign: Redesign, served: Any) -> None:
        self.place, self.family, self.list_url = redesign.place, redesign.family, redesign.list_url
        self.host, self.certificate, self.answer = served.host, served.certificate, served.answer


def test_a_moved_list_is_named_found_and_written_into_its_row(moved: tuple[World, Redesign]) -> None:
    made, redesign = moved
    crawled = made.nianbao("crawl", "shili_x", "--fresh", PROOF_PACE=PACE)
    assert crawled.returncode == 1
    assert "`nianbao discover --site shili_x`" in crawled.stderr.strip().splitlines()[-1]
    registry = made.home / "shili.toml"
    before = registry.read_text("utf-8")
    done = made.nianbao("discover", "--site", "shili_x", "--write", PROOF_PACE=PACE)
    assert done.returncode == 0, done.stderr
    assert f'+list_url = "{redesign.truth.lists[0]}"' in done.stdout.splitlines()
    (row,) = tomllib.loads(registry.read_text("utf-8"))["site"]
    (old,) = tomllib.loads(before)["site"]
    assert {key for key in row if row[key] != old[key]} == {"list_url", "evidence"}
    assert row["list_url"] in redesign.truth.lists
    whole = made.nianbao("crawl", "shili_x", PROOF_PACE=PACE)
    assert json.loads(whole.stdout)["sites"][0]["state"] == "complete", whole.stderr


def test_a_portal_without_a_row_is_walked_archived_and_its_row_printed(moved: tuple[World, Redesign]) -> None:
    made, redesign = moved
    made.simulator.log.clear()
    known = set(made.archives)
    done = made.nianbao("discover", f"http://{redesign.home_host}/", "--format", "json", PROOF_PACE=PACE)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert {int(year): url for year, url in found["found"]["listed"].items()} == dict(redesign.truth.own)
    (row,) = tomllib.loads(found["row"])["site"]
    assert list(row_faults(row["name"].partition("_")[0], row)) == []
    assert len(found["row"].splitlines()) <= 10
    assert (row["region"], row["publisher"]) == (redesign.place.code, redesign.place.government)
    assert (row["list_url"], row["first_year"]) == (redesign.truth.lists[0], min(redesign.truth.own))
    assert row["evidence"].startswith("[V] 20")
    (archive,) = set(made.archives) - known
    assert archive.name.startswith("discovery-")
    held = sorted((one.url, one.status) for one in exchanges(archive))
    assert held == sorted((one.url, one.status) for one in made.simulator.log.requests if one.status)
    assert made.simulator.log.of(redesign.mirror_host) == []
    assert max(made.simulator.log.most_at_once(host) for host in redesign.hosts) == 1
