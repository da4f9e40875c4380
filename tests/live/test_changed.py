"""A report that changes on its portal, and changes back: one new edition, one cell, the right figure for each day."""

import json
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from sqlalchemy import text

from proofs.world import World
from simulator.changes import variants
from simulator.families import Trs
from simulator.portal import Portal

KEY, YEAR = "t3.granted.total", 2025
DAYS_AGO = (2, 1, 0)
READINGS = (
    "SELECT reading_id, key, value, status FROM figure JOIN reading USING (reading_id) JOIN edition USING (edition_id)"
    " JOIN document USING (document_id) WHERE report_id LIKE '990121-%' AND carrier = 'html' AND year = 2025"
)


def portal_of(place: str, host: str) -> Portal:
    return Portal(Trs(), place=place, host=host, years=range(YEAR - 1, YEAR + 1), rows=6, twins=0)


@pytest.fixture(scope="module")
def days(world: Callable[..., World]) -> "Days":
    """Three crawls on three days: a cell is changed for the second, and changed back for the third."""
    changing, counted = portal_of("示例县", "www.changing.test"), portal_of("甲区", "www.counted.test")
    counted.on("*", variants.view_counter())
    live = world(changing=changing, counted=counted)
    told = Days(live)
    told.crawl(DAYS_AGO[0])
    told.first = changing.edit_cell(YEAR, KEY, "4711")
    told.crawl(DAYS_AGO[1])
    changing.edit_cell(YEAR, KEY, told.first)
    told.crawl(DAYS_AGO[2])
    return told


class Days:
    """What each crawl printed of each site, the day it was on, and what the database held afterwards."""

    def __init__(self, live: World) -> None:
        self.live = live
        self.first = ""
        self.outcomes: list[Mapping[str, Any]] = []
        self.contents: list[Mapping[str, list[str]]] = []

    def crawl(self, days_ago: int) -> None:
        """The nightly crawl of one day."""
        done = self.live.nianbao("crawl", *self.names, PROOF_DAYS_AGO=str(days_ago), PROOF_PACE="0.05")
        assert (done.returncode, done.stderr) == (0, "")
        self.outcomes.append({site["site"]: site for site in json.loads(done.stdout)["sites"]})
        self.contents.append(self.live.contents())

    @property
    def names(self) -> list[str]:
        """Both sites."""
        return [f"shili_{name}" for name in self.live.portals]

    def day(self, crawl: int) -> str:
        """The day of the first, second or third crawl."""
        asked = text("SELECT max(captured_at AT TIME ZONE 'UTC')::date FROM capture WHERE crawl_id = :crawl")
        with self.live.engine.connect() as connection:
            return str(connection.execute(asked, {"crawl": crawl}).scalar_one())

    def counted(self, name: str, *what: str) -> list[tuple[int, ...]]:
        """What the three crawls said of a site."""
        return [tuple(told[f"shili_{name}"][one] for one in what) for told in self.outcomes]


def test_a_crawl_of_a_portal_ends_in_report_rows(days: Days) -> None:
    assert [told["state"] for told in days.outcomes[0].values()] == ["complete", "complete"]
    assert [days.counted(name, "reports", "new")[0] for name in days.live.portals] == [(2, 2), (2, 2)]
    printed = days.live.nianbao("reports", "--format", "json")
    rows = json.loads(printed.stdout)
    held = {row["report_id"]: row["url"] for row in rows if row["state"] == "held" and row["coverage"] == "aggregate"}
    portals = days.live.portals.values()
    assert set(held.values()) == {entry.url for portal in portals for entry in portal.reports().values()}
    assert {name[:6] for name in held} == {portal.place.code for portal in portals}


def test_what_is_read_is_what_the_portal_published(days: Days) -> None:
    for portal in days.live.portals.values():
        printed = days.live.nianbao("history", portal.place.name, "--all", "--format", "json")
        read = {report["year"]: report["figures"] for report in json.loads(printed.stdout)["reports"]}
        for year, entry in portal.reports().items():
            shown = {key: str(figure["value"]) for key, figure in read[year].items() if key in entry.figures}
            assert shown == dict(entry.figures)


def test_a_changed_cell_is_one_new_edition_and_nothing_else_of_it(days: Days) -> None:
    assert days.counted("changing", "new", "changed")[1] == (0, 1)
    before, after = days.contents[:2]
    (edition,) = set(after["edition"]) - set(before["edition"])
    assert days.live.portals["changing"].reports()[YEAR].url in edition
    with days.live.engine.connect() as connection:
        found: dict[int, dict[str, Any]] = {}
        for reading, key, *shown in connection.execute(text(READINGS)):
            found.setdefault(reading, {})[key] = shown
    first, second = (found[reading] for reading in sorted(found))
    assert first.keys() == second.keys()
    assert [key for key in first if first[key] != second[key]] == [KEY]
    assert (str(first[KEY][0]), str(second[KEY][0])) == (days.first, "4711")


def test_another_view_counter_is_no_edition(days: Days) -> None:
    assert days.counted("counted", "new", "changed")[1:] == [(0, 0), (0, 0)]
    pages = [line for line in days.contents[2]["edition"] if "www.counted.test" in line and ".htm" in line]
    assert len(pages) == 2


def test_what_is_changed_back_is_no_edition_but_what_stands(days: Days) -> None:
    # What the portal shows has changed, to what it showed before.
    assert days.counted("changing", "new", "changed")[2] == (0, 1)
    assert days.contents[2]["edition"] == days.contents[1]["edition"]
    assert days.contents[2]["reading"] == days.contents[1]["reading"]


def test_each_day_has_the_figure_that_stood_on_it(days: Days) -> None:
    stood = []
    for crawl in (1, 2, 3):
        words = ("history", "示例县", "--indicator", KEY, "--as-of", days.day(crawl), "--format", "json")
        reports = json.loads(days.live.nianbao(*words).stdout)["reports"]
        stood.append(next(report["figures"][KEY]["value"] for report in reports if report["year"] == YEAR))
    assert [str(value) for value in stood] == [days.first, "4711", days.first]
