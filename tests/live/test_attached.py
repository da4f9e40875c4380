"""A page of prose beside which the tables lie in a file that says nothing of itself: one report, two documents."""

import json
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from sqlalchemy import text

from proofs.world import World
from simulator.families import Trs
from simulator.portal import Portal

YEARS = range(2024, 2026)
KEY = "t3.granted.total"
DOCUMENTS = (
    "SELECT report_id, url, numbers FROM reading JOIN edition USING (edition_id) JOIN document USING (document_id)"
    " ORDER BY report_id, numbers"
)


def portal_of(place: str, host: str, **switches: Any) -> Portal:
    return Portal(Trs(**switches), place=place, host=host, years=YEARS, rows=4, twins=0)


class Run:
    """Portals with tables in workbooks and in archives; the rows of both name the newest report too."""

    def __init__(self, world: Callable[..., World]) -> None:
        portals = {
            "sheet": portal_of("示例县", "www.sheet.test", tables_in="xlsx"),
            "packed": portal_of("甲区", "www.packed.test", tables_in="zip"),
        }
        self.world = world
        self.live = world(**portals, known=tuple(portals))
        self.names = [f"shili_{name}" for name in portals]
        self.done = self.live.nianbao("crawl", *self.names, PROOF_PACE="0.05")
        self.first = self.live.contents("kind")

    def asked(self, *words: str) -> Any:
        """What a command of ours prints, as JSON."""
        return json.loads(self.live.nianbao(*words, "--format", "json").stdout)


@pytest.fixture(scope="module")
def run(world: Callable[..., World]) -> Run:
    return Run(world)


def outcomes(done: Any) -> Mapping[str, tuple[Any, ...]]:
    told = ("state", "reports", "new", "changed", "findings")
    return {site["site"]: tuple(site[one] for one in told) for site in json.loads(done.stdout)["sites"]}


def test_page_and_file_are_one_report(run: Run) -> None:
    assert outcomes(run.done) == dict.fromkeys(run.names, ("complete", 2, 2, 0, 0)), run.done.stderr
    with run.live.engine.connect() as connection:
        documents = [tuple(row) for row in connection.execute(text(DOCUMENTS))]
        shown = {
            row.report_id: row
            for row in connection.execute(text("SELECT report_id, url, title, n_documents FROM pub.report"))
        }
    expected = []
    for portal in run.live.portals.values():
        for year, entry in portal.reports().items():
            name = f"{portal.place.code}-gov-{year}-a"
            expected += [(name, entry.url, 0), (name, entry.attachment, len(entry.figures))]
            assert (shown[name].url, shown[name].n_documents) == (entry.attachment, 2)
            assert str(year) in shown[name].title
    assert documents == sorted(expected, key=lambda row: (row[0], row[2]))
    assert len(shown) == 4


def test_its_figures_are_those_of_the_file_and_nothing_is_missing(run: Run) -> None:
    for portal in run.live.portals.values():
        printed = run.asked("history", portal.place.name, "--all")
        read = {report["year"]: report["figures"] for report in printed["reports"]}
        for year, entry in portal.reports().items():
            shown = {key: str(figure["value"]) for key, figure in read[year].items() if key in entry.figures}
            assert shown == dict(entry.figures)
        assert run.asked("findings", portal.place.name) == []


def test_a_number_is_traced_to_its_cell_in_the_file(run: Run) -> None:
    for portal in run.live.portals.values():
        entry = portal.reports()[2025]
        why = run.live.nianbao("why", f"{portal.place.code}-gov-2025-a/{KEY}")
        assert why.returncode == 0, why.stderr
        assert entry.attachment in why.stdout
        assert entry.figures[KEY] in why.stdout


def test_the_record_gives_the_same(run: Run) -> None:
    replayed = run.world()
    archives = [word for archive in run.live.archives for word in ("--replay", str(archive))]
    known = {name: run.live.env[name] for name in ("PROOF_SITES", "PROOF_REGIONS")}
    again = replayed.nianbao("crawl", *run.names, *archives, **known)
    assert outcomes(again) == outcomes(run.done), again.stderr
    assert replayed.contents("kind") == run.first


def test_a_change_of_the_file_alone_is_a_change_of_the_report(run: Run) -> None:
    portal = run.live.portals["sheet"]
    portal.edit_cell(2025, KEY, "4711")
    # The page names this very number nowhere: nothing of it changes.
    second = run.live.nianbao("crawl", *run.names, PROOF_PACE="0.05")
    assert outcomes(second) == {
        # Neither the row's sum nor the column's holds any more.
        "shili_sheet": ("complete", 2, 0, 1, 2),
        "shili_packed": ("complete", 2, 0, 0, 0),
    }, second.stderr
    added = set(run.live.contents()["edition"]) - set(run.first["edition"])
    assert [portal.reports()[2025].attachment in line for line in added] == [True]
