"""A county (990103, 示例丙县) whose years are in every state of coverage, each with a reason as a crawl leaves it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection

from nianbao.domain.divisions import Region
from nianbao.domain.publishers import canonical_name
from nianbao.store.fill_regions import fill_regions
from nianbao.store.organs import note_organ, region_of
from nianbao.store.rows import ListingRow
from nianbao.store.save import save_listing, save_sites, start_crawl
from nianbao.store.save_looks import LookRow, save_look
from nianbao.store.views.kept import refresh_views
from tests.explorer.made_county import DIVISIONS

COUNTY, TOWN = "示例丙县人民政府", "示例丙县示例乡人民政府"
LIST = "http://www.example.gov.cn/nb/"
LOOKED = datetime(2024, 7, 1, 4, tzinfo=UTC)
# Year -> state and reason, as the rows of a list have them.
LISTED = {
    2009: ("listed", "it has the address of 示例 (http://www.example.gov.cn/1) and another title, 示例二: not fetched"),
    2010: ("blocked", "report: the page holds '安全验证' (captcha): a firewall's answer"),
    2011: ("robots", "forbidden by robots.txt"),
    2012: ("unreachable", "report: DNS lookup failed: no results for hostname lookup: www.example.gov.cn."),
    2013: ("gone", "report: the portal answered 404"),
    2014: ("format_not_read", "this installation does not read spreadsheets: pip install 'nianbao[sheets]'"),
}
STATES = {state for state, _ in LISTED.values()} | {"not_published", "not_covered", "not_yet_due"}


@dataclass(frozen=True)
class Site:
    """A registry row, as far as the store keeps it."""

    name: str
    publisher: str
    first_year: int = 2009
    region: str = "990103"
    family: str = "trs"
    list_url: str | None = LIST
    evidence: str = "made"


def add(connection: Connection) -> None:
    """Enter the county, its list and a look at it; years before 2009 nobody looked for, later ones were not there."""
    fill_regions(connection, (*DIVISIONS, Region("990103", "示例丙县", "county", "990100")))
    # A township's report has no day by law: that of last year is never due yet.
    save_sites(connection, [Site("丙", COUNTY), Site("乡", TOWN, first_year=2020, list_url=None)])
    # No list of divisions has the code, so its organs are entered by hand.
    region_id = region_of(connection, "990103")
    assert region_id is not None
    for organ in (COUNTY, TOWN):
        note_organ(connection, region_id, "990103", canonical_name(organ, "990103"), by_registry=organ == COUNTY)
    save_listing(connection, rows())
    crawl = start_crawl(connection, ["丙"], "live")
    save_look(connection, crawl, LookRow("丙", LOOKED, LOOKED, LIST, "complete", True, (), LIST, "", "", None))
    refresh_views(connection)


def rows() -> Iterator[ListingRow]:
    """The rows of the list."""
    for year, (state, reason) in LISTED.items():
        said = (f"{LIST}{year}.htm", f"{year}年", None, COUNTY, year, "report", state, reason)
        yield ListingRow("丙", *said, region_code="990103", organ=canonical_name(COUNTY, "990103"))
