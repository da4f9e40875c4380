"""Reports whose body is data, in a script of their page or in a list whose pages do not come: read, and traced."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import text

from nianbao.archive.index import build_index, request_key
from proofs.world import World
from simulator.changes import statuses
from simulator.families import Gkmlpt, Longcom, Ucap
from simulator.portal import Portal

KEY = "t3.granted.total"
YEARS = range(2022, 2026)
CAPTURED = (
    "SELECT document.url, document.carrier, part, record_id FROM capture"
    " JOIN edition USING (edition_id) JOIN document USING (document_id) WHERE part <> ''"
)


def lost_pages() -> Portal:
    """A portal whose list holds every body: one page is gone, one blocked, two lead to the home page, none is left."""
    portal = Portal(Ucap(per_page=4), years=YEARS, rows=9, twins=0)
    portal.on(portal.path_of(2022), statuses.status(404))
    portal.on(portal.path_of(2023), statuses.challenge(412))
    portal.on(portal.path_of(2024), statuses.redirect("/"))
    portal.on(portal.path_of(2025), statuses.redirect("/"))
    return portal


class Run:
    """One crawl of three portals; the row of the first names its newest report too, which is asked before the list."""

    def __init__(self, world: Callable[..., World]) -> None:
        facts: dict[str, Any] = {"years": range(2024, 2026), "rows": 4, "twins": 0}
        portals = {
            "ucap": lost_pages(),
            "gkmlpt": Portal(Gkmlpt(), **facts),
            "longcom": Portal(Longcom(), **facts),
        }
        self.live = world(**portals, known=("ucap",))
        self.done = self.live.nianbao("crawl", *(f"shili_{name}" for name in portals), PROOF_PACE="0.02")
        self.sites = {site["site"].removeprefix("shili_"): site for site in json.loads(self.done.stdout)["sites"]}

    def asked(self, *words: str) -> Any:
        """What a command of ours prints, as JSON."""
        done = self.live.nianbao(*words, "--format", "json")
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)


@pytest.fixture(scope="module")
def run(world: Callable[..., World]) -> Run:
    return Run(world)


def test_every_report_is_read_and_a_page_that_did_not_come_is_told(run: Run) -> None:
    told = {name: (site["state"], site["reports"], site["new"]) for name, site in run.sites.items()}
    expected = {"ucap": ("partial", 4, 4), "gkmlpt": ("complete", 2, 2), "longcom": ("complete", 2, 2)}
    assert told == expected, run.done.stderr


@pytest.mark.parametrize("name", ["ucap", "gkmlpt", "longcom"])
def test_the_figures_are_the_portals(run: Run, name: str) -> None:
    portal = run.live.portals[name]
    printed = run.asked("history", portal.place.name, "--all")
    read = {report["year"]: report["figures"] for report in printed["reports"]}
    assert set(read) == set(portal.reports())
    for year, entry in portal.reports().items():
        shown = {key: str(figure["value"]) for key, figure in read[year].items() if key in entry.figures}
        assert shown == dict(entry.figures)


def test_a_number_in_a_lists_data_is_traced_to_its_place(run: Run) -> None:
    portal = run.live.portals["ucap"]
    for year, entry in portal.reports().items():
        why = run.asked("why", f"{portal.place.code}-gov-{year}-a/{KEY}")
        assert (str(why["value"]), why["raw"]) == (entry.figures[KEY], entry.figures[KEY])
        assert "/common/search/" in why["url"]
        assert why["record"]["part"].startswith("/data/results/")
        held = json.loads(recorded(run, why["url"]))
        step = int(why["record"]["part"].rpartition("/")[2])
        assert held["data"]["results"][step]["title"] == entry.title


def recorded(run: Run, url: str) -> bytes:
    """The body that the archive holds for an address, by way of the index, not of the database."""
    from nianbao.archive.reader import load

    capture = build_index(run.live.archives).next_capture(request_key("GET", url))
    assert capture is not None
    return load(capture.record).body


def test_each_body_is_a_document_under_its_articles_address(run: Run) -> None:
    portal = run.live.portals["ucap"]
    with run.live.engine.connect() as connection:
        rows = connection.execute(text(CAPTURED)).all()
    assert {row.url for row in rows} == {entry.url for entry in portal.reports().values()}
    assert {row.carrier for row in rows} == {"other"}
    assert len({(row.record_id, row.part) for row in rows}) == 4
    assert len({row.record_id for row in rows}) < 4


def test_the_files_beside_a_lost_page_are_asked_for_and_read_beside_it(run: Run) -> None:
    portal = run.live.portals["ucap"]
    asked = {request.target for request in run.live.simulator.log.of(portal.host)}
    files = {portal.url(entry.attachment).partition(portal.host)[2] for entry in portal.reports().values()}
    assert files <= asked


def test_the_same_crawl_out_of_its_archive(run: Run, world: Callable[..., World]) -> None:
    again = world(places=[portal.place for portal in run.live.portals.values()], **run.live.portals, known=("ucap",))
    words = [word for archive in run.live.archives for word in ("--replay", str(archive))]
    done = again.nianbao("crawl", *(f"shili_{name}" for name in run.live.portals), *words)
    sites = {site["site"].removeprefix("shili_"): site for site in json.loads(done.stdout)["sites"]}
    assert sites == run.sites, done.stderr
    assert again.contents("kind") == run.live.contents("kind")
