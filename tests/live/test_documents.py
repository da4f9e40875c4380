"""A report corrected under a new address, one with a picture of itself, one that a city's portal shows too: each is one
report with several documents, whichever way they are met; a page for telephones is not even asked.
"""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from sqlalchemy import text

from proofs.world import World
from simulator.certificates import Manner
from simulator.families import Trs
from simulator.message import Answer, Asked
from simulator.portal import Portal

KEY = "t3.granted.total"
YEARS = range(2022, 2026)
CORRECTED, PICTURED, COPIED, PLAIN = 2025, 2024, 2023, 2022
DOCUMENTS = (
    "SELECT year, role, document.host, rank, behind_because, n_disagree"
    " FROM pub.document JOIN pub.report USING (report_id) WHERE document.carrier = 'html' ORDER BY year, rank"
)


class City:
    """The portal of the city above: it shows one report of the county's again, with a slip in one cell."""

    host = "www.shangji.test"
    certificate: Manner = "good"

    def __init__(self, county: Portal) -> None:
        self.county = county
        self.url = f"http://{self.host}/qx/{COPIED}.html"

    def answer(self, asked: Asked) -> Answer:
        """The county's page with its file, and nothing else."""
        at_home = replace(asked, host=self.county.host)
        if asked.path == "/robots.txt":
            return self.county.plain(at_home)
        if asked.path.endswith(".pdf"):
            file = urlsplit(self.county.reports()[COPIED].attachment).path
            return self.county.plain(replace(at_home, target=file))
        there = self.county.plain(replace(at_home, target=self.county.path_of(COPIED)))
        right = self.county.own(COPIED).figures[KEY].encode()
        assert there.body.count(b">" + right + b"<") >= 1
        return replace(there, body=there.body.replace(b">" + right + b"<", b">4711<"))


class Run:
    """A crawl of the county's site, whose row also names the address on the city's portal."""

    def __init__(self, world: Callable[..., World]) -> None:
        self.county = Portal(Trs(), place="示例县", host="www.xianji.test", years=YEARS, rows=5, twins=1)
        newest, pictured = self.county.own(CORRECTED), self.county.own(PICTURED)
        day, figures = newest.date + timedelta(days=30), {**newest.figures, KEY: "4712"}
        corrected = replace(newest, number=9101, kind="other_organ", date=day, title=f"{newest.title}（更正）")
        picture = replace(pictured, number=9102, kind="other_organ", title=f"{pictured.title}（图片版）", figures={})
        self.county.publish(replace(corrected, figures=figures))
        self.county.publish(picture)
        city = City(self.county)
        self.world = world
        self.live = self.named(world(city, county=self.county), city)
        self.city = city
        self.done = self.live.nianbao("crawl", "shili_county", PROOF_PACE="0.05")

    def named(self, live: World, city: City) -> World:
        """The world with a row that names the city's address."""
        sites = Path(live.env["PROOF_SITES"])
        row = sites.read_text("utf-8").replace("first_year", f'reports = ["{city.url}"]\nfirst_year')
        sites.write_text(row, encoding="utf-8")
        return live


@pytest.fixture(scope="module")
def run(world: Callable[..., World]) -> Run:
    return Run(world)


def documents(live: World) -> list[tuple[Any, ...]]:
    with live.engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(DOCUMENTS))]


def test_four_reports_are_four_whatever_stands_beside_them(run: Run) -> None:
    [site] = json.loads(run.done.stdout)["sites"]
    assert [site[name] for name in ("state", "reports", "new", "changed")] == ["complete", 4, 4, 0], run.done.stderr
    asked = {request.target for request in run.live.simulator.log.of(run.county.host)}
    assert asked
    assert not any("_wap" in target for target in asked)
    with run.live.engine.connect() as connection:
        held = connection.execute(text("SELECT year, coverage FROM pub.report ORDER BY year")).all()
    assert [tuple(row) for row in held] == [(year, "aggregate") for year in YEARS]


def test_each_has_its_part_and_what_is_shown_has_a_reason(run: Run) -> None:
    own, city = run.county.host, run.city.host
    assert documents(run.live) == [
        (PLAIN, "body", own, 1, None, None),
        (COPIED, "body", own, 1, None, None),
        (COPIED, "copy_on_superior", city, 2, "another portal", 1),
        (PICTURED, "body", own, 1, None, None),
        (PICTURED, "picture", own, 2, "no numbers", None),
        (CORRECTED, "reissue", own, 1, None, None),
        (CORRECTED, "body", own, 2, "earlier issue", 1),
    ]


def test_where_they_disagree_it_is_said(run: Run) -> None:
    told = json.loads(run.live.nianbao("findings", "示例县", "--format", "json").stdout)
    disagree = {one["year"]: (one["keys"], one["actual"], one["expected"]) for one in told if "DISAGREE" in one["rule"]}
    right = {year: int(run.county.own(year).figures[KEY]) for year in YEARS}
    assert disagree == {COPIED: ([KEY], right[COPIED], 4711), CORRECTED: ([KEY], 4712, right[CORRECTED])}


def test_the_record_gives_the_same(run: Run) -> None:
    archives = [word for archive in run.live.archives for word in ("--replay", str(archive))]
    known = {name: run.live.env[name] for name in ("PROOF_SITES", "PROOF_REGIONS")}
    replayed = run.world()
    again = replayed.nianbao("crawl", "shili_county", *archives, **known)
    assert again.returncode == run.done.returncode, again.stderr
    assert documents(replayed) == documents(run.live)
