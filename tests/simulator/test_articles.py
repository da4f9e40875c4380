"""Articles and their files are what the ledger says, at every address."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urljoin

import pytest
from parsel import Selector

from sample.tables import APPLICANTS
from simulator.column import made_column
from simulator.families import FAMILIES, Family, Hanweb
from simulator.figures import made_figures
from simulator.places import places
from simulator.portal import Portal
from simulator.server import Simulator

COLUMNS = list(APPLICANTS)
PARTS = ("reconsideration", "litigation_direct", "litigation_after_reconsideration")


@pytest.fixture(scope="module", params=list(FAMILIES), ids=list(FAMILIES))
def family(request: pytest.FixtureRequest) -> Family:
    return FAMILIES[request.param]()


def numbers_beside(page: str, label: str) -> list[str]:
    """The cells of the row that begins with a label."""
    for row in Selector(page).xpath("//tr[not(.//tr)]"):
        cells = [cell.xpath("string()").get("").strip() for cell in row.xpath("./td")]
        if label in cells:
            return cells[cells.index(label) + 1 :]
    raise AssertionError(label)


def unfolded(page: str) -> str:
    """A page as a browser shows it: with the body that its script carries."""
    carried = re.search(r'"content": ("(?:[^"\\]|\\.)*")', page)
    return page + json.loads(carried[1]) if carried else page


def test_each_report_prints_the_ledgers_figures(family: Family, client: Any) -> None:
    portal = Portal(family)
    with Simulator(portal) as simulator:
        get = client(simulator).get
        for year, entry in portal.reports().items():
            page = unfolded(get(entry.url).text)
            assert entry.title in page
            assert "simulator" in page
            if year < 2019:
                shown = numbers_beside(page, "受理依申请公开信息总数")[1:]
                keys = ["a.requests_total", "a.requests_total.cumulative"]
            else:
                shown = numbers_beside(page, "（一）予以公开")
                keys = [f"t3.granted.{column}" for column in COLUMNS]
            assert shown == [entry.figures[key] for key in keys]


def test_each_file_lies_where_the_article_says(family: Family, client: Any) -> None:
    portal = Portal(family)
    with Simulator(portal) as simulator:
        get = client(simulator).get
        for year, entry in portal.reports().items():
            links = Selector(unfolded(get(entry.url).text)).xpath("//a[contains(., '.pdf')]/@href").getall()
            hrefs = {urljoin(entry.url, link) for link in links}
            assert hrefs == ({entry.attachment} if year >= 2019 else set())
            for href in hrefs:
                got = get(href)
                assert (got.headers["content-type"], got.body[:8]) == ("application/pdf", b"%PDF-1.4")


def test_every_row_leads_somewhere(family: Family, client: Any) -> None:
    portal = Portal(family)
    with Simulator(portal) as simulator:
        get = client(simulator).get
        assert {get(entry.url).status for entry in portal.ledger()} == {200}
        assert get(portal.url("/no/such/page.htm")).status == 404


def test_a_second_address_shows_the_same_article(family: Family, client: Any) -> None:
    portal = Portal(family)
    (twin,) = (entry for entry in portal.ledger() if entry.kind == "twin")
    with Simulator(portal) as simulator:
        get = client(simulator).get
        assert twin.url != portal.reports()[2025].url
        assert get(twin.url).body == get(portal.reports()[2025].url).body


def test_a_column_page_that_is_the_report(client: Any) -> None:
    portal = Portal(Hanweb())
    with Simulator(portal) as simulator:
        page = client(simulator).get(portal.reports()[2020].url).text
    assert "/col/col" in portal.path_of(2020)
    assert numbers_beside(page, "（一）予以公开")[0] == portal.reports()[2020].figures["t3.granted.natural_person"]


def sums(figures: Mapping[str, int], year: int) -> Iterator[tuple[int, int]]:
    """Left and right side of the forms' identities."""
    frame = ("new_received", "brought_forward", "disposed", "carried_forward")
    rows = {key.rpartition(".")[0] for key in figures if key.startswith("t3.")}
    leaves = sorted(rows - {f"t3.{name}" for name in frame})
    for column in COLUMNS:
        new, brought, disposed, carried = (figures[f"t3.{name}.{column}"] for name in frame)
        yield disposed + carried, new + brought
        yield disposed, sum(figures[f"{leaf}.{column}"] for leaf in leaves)
    for row in rows:
        yield figures[f"{row}.total"], sum(figures[f"{row}.{column}"] for column in COLUMNS[:-1])
    for part in PARTS:
        outcomes = ("upheld", "overturned", "other", "pending")
        yield figures[f"t4.{part}.total"], sum(figures[f"t4.{part}.{outcome}"] for outcome in outcomes)


@pytest.mark.parametrize("year", range(2019, 2026))
def test_figures_add_up(year: int) -> None:
    figures = {key: int(value) for key, value in made_figures("示例县人民政府", year).items()}
    assert min(figures.values()) >= 0
    assert all(left == right for left, right in sums(figures, year))


def test_figures_are_carried_from_year_to_year() -> None:
    made = {year: made_figures("示例县人民政府", year) for year in range(2014, 2026)}
    for year in range(2020, 2026):
        for column in COLUMNS:
            assert made[year][f"t3.brought_forward.{column}"] == made[year - 1][f"t3.carried_forward.{column}"]
    for year in range(2015, 2019):
        before, now = (int(made[one]["a.reply_total.cumulative"]) for one in (year - 1, year))
        assert now == before + int(made[year]["a.reply_total"])
    for year in range(2022, 2026):
        issued, repealed, standing = (
            int(made[year][f"t2.normative_docs.{name}"]) for name in ("issued", "repealed", "in_force")
        )
        assert standing == int(made[year - 1]["t2.normative_docs.in_force"]) + issued - repealed


def test_more_rows_than_are_made_are_refused() -> None:
    with pytest.raises(ValueError, match="not 999"):
        made_column(places()["示例县"], range(2019, 2022), 999)
