"""Several documents of one report: the part each plays, which is shown and why, and that they stay one report."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Connection, insert, text

from nianbao.domain.report import Coverage, Report
from nianbao.store import models
from nianbao.store.rows import ListingRow
from nianbao.store.save import save_capture, save_listing, save_report, start_crawl

MakeReport = Callable[..., Report]
MakeCapture = Callable[..., Any]
CELLS = {"t3.granted.total": "27", "t3.disposed.total": "30"}
OWN, ABOVE, ELSEWHERE = "http://www.pingtan.example", "http://www.fuzhou.example", "http://www.elsewhere.example"


class Portals:
    """A county's portal and that of its province; documents are saved as crawls of the county's site bring them."""

    def __init__(self, connection: Connection, make_report: MakeReport, make_capture: MakeCapture) -> None:
        self.connection = connection
        self.make_report = make_report
        self.make_capture = make_capture
        for site, code, host in (("fujian_shili", "350128", OWN), ("fujian_sheng", "350000", ABOVE)):
            facts = {"publisher": "示例县人民政府", "family": "plain", "first_year": 2020, "evidence": "made"}
            row = {"site": site, "region_code": code, "list_url": f"{host}/list/", **facts}
            connection.execute(insert(models.Portal).values(row))

    def keep(
        self,
        url: str,
        *,
        cells: Mapping[str, str] = CELLS,
        title: str = "示例县2022年政府信息公开工作年度报告",
        mime: str = "text/html",
        days: int = 0,
        published: date | None = None,
        attached_to: str = "",
        recognised: bool = False,
        **changes: Any,
    ) -> str | None:
        """Save a document; gives the report it is."""
        capture = self.make_capture(url, days, mime)
        save_capture(self.connection, start_crawl(self.connection, ["fujian_shili"], "live"), "fujian_shili", capture)
        save_listing(
            self.connection, [ListingRow("fujian_shili", url, title, published, "示例县人民政府", 2022, "report")]
        )
        report = replace(
            self.make_report(cells=dict(cells), title=title, **changes), recognised=recognised, coverage_evidence=""
        )
        told = {"site": "fujian_shili", "capture": capture, "content_digest": url, "reader": "1+a"}
        return save_report(self.connection, report=report, attached_to=attached_to, **told).report_id

    def rows(self) -> list[tuple[Any, ...]]:
        """Address, role, rank, and why it is behind, in order of rank."""
        asked = "SELECT url, role, rank, behind_because FROM pub.document ORDER BY report_id, rank"
        return [tuple(row) for row in self.connection.execute(text(asked))]


@pytest.fixture
def portals(connection: Connection, make_report: MakeReport, make_capture: MakeCapture) -> Portals:
    return Portals(connection, make_report, make_capture)


def test_each_document_has_its_part_and_the_publishers_own_page_is_shown(portals: Portals) -> None:
    copy, page, file, scan = f"{ABOVE}/qx/1.htm", f"{OWN}/1.htm", f"{OWN}/1.xlsx", f"{OWN}/2.htm"
    sheet = "application/vnd.ms-excel"
    kept = [
        portals.keep(copy),
        portals.keep(scan, title="示例县2022年政府信息公开工作年度报告（图片版）", cells={}),
        portals.keep(file, mime=sheet, attached_to=page, title="统计表"),
        portals.keep(page),
    ]
    assert len(set(kept)) == 1
    assert portals.rows() == [
        (page, "body", 1, None),
        (file, "attachment", 2, "carrier"),
        (copy, "copy_on_superior", 3, "another portal"),
        (scan, "picture", 4, "no numbers"),
    ]
    shown = portals.connection.execute(text("SELECT url, n_documents FROM pub.report")).one()
    assert tuple(shown) == (page, 4)
    beside = "SELECT attached_to FROM pub.document WHERE role = 'attachment'"
    assert portals.connection.execute(text(beside)).scalars().all() == [page]


def test_a_copy_is_shown_only_where_nothing_of_the_publishers_own_has_numbers(portals: Portals) -> None:
    portals.keep(f"{OWN}/1.htm", cells={})
    portals.keep(f"{ABOVE}/1.htm")
    assert portals.rows() == [
        (f"{ABOVE}/1.htm", "copy_on_superior", 1, None),
        (f"{OWN}/1.htm", "body", 2, "no numbers"),
    ]


def test_numbers_that_are_read_from_a_picture_come_after_printed_ones(portals: Portals) -> None:
    portals.keep(f"{OWN}/1.htm", recognised=True)
    portals.keep(f"{OWN}/1.pdf", mime="application/pdf")
    assert [row[1:] for row in portals.rows()] == [("body", 1, None), ("picture", 2, "picture")]


@pytest.mark.parametrize("first", ["old", "new"])
def test_a_report_that_was_issued_anew_is_shown_as_it_was_issued_last(portals: Portals, first: str) -> None:
    """By the list's days, whichever was captured first."""
    issues = {"old": date(2023, 1, 10), "new": date(2023, 3, 1)}
    for days, name in enumerate(sorted(issues, key=lambda name: name != first)):
        changed = CELLS | {"t3.disposed.total": "31"} if name == "new" else CELLS
        portals.keep(f"{OWN}/{name}.htm", cells=changed, published=issues[name], days=days)
    assert portals.rows() == [
        (f"{OWN}/new.htm", "reissue", 1, None),
        (f"{OWN}/old.htm", "body", 2, "earlier issue"),
    ]
    found = portals.connection.execute(text("SELECT rule, keys, actual, expected FROM pub.finding")).one()
    assert tuple(found) == ("DOCS.DISAGREE", ["t3.disposed.total"], Decimal(31), Decimal(30))
    told = "SELECT n_disagree FROM pub.document ORDER BY rank"
    assert portals.connection.execute(text(told)).scalars().all() == [None, 1]


def test_a_title_that_says_so_makes_it_the_later_issue(portals: Portals) -> None:
    portals.keep(
        f"{OWN}/corrected.htm", title="示例县2022年政府信息公开工作年度报告（更正）", published=date(2023, 1, 1)
    )
    portals.keep(f"{OWN}/first.htm", published=date(2023, 2, 1))
    assert [row[:2] for row in portals.rows()] == [(f"{OWN}/corrected.htm", "reissue"), (f"{OWN}/first.htm", "body")]


def test_a_later_issue_with_fewer_numbers_is_not_shown(portals: Portals) -> None:
    portals.keep(f"{OWN}/old.htm", published=date(2023, 1, 10))
    portals.keep(f"{OWN}/new.htm", published=date(2023, 3, 1), cells={"t3.granted.total": "27"})
    assert portals.rows() == [
        (f"{OWN}/old.htm", "body", 1, None),
        (f"{OWN}/new.htm", "reissue", 2, "fewer numbers"),
    ]


@pytest.mark.parametrize(
    ("url", "role"),
    [
        ("http://xxgk.pingtan.example/1.htm", "body"),  # another host of the portal's domain
        (f"{ELSEWHERE}/1.htm", "copy_on_superior"),  # another domain, which no row of the registry knows
    ],
)
def test_whose_portal_it_is_goes_by_the_rows_of_the_registry_then_by_the_domain(
    portals: Portals, url: str, role: str
) -> None:
    portals.keep(url)
    assert [row[1] for row in portals.rows()] == [role]


def test_a_document_that_states_no_coverage_is_of_the_report_that_states_one(
    connection: Connection, portals: Portals
) -> None:
    report = portals.make_report(cells=CELLS, coverage=Coverage.OWN)
    capture = portals.make_capture(f"{OWN}/stated.htm")
    save_capture(connection, start_crawl(connection, ["fujian_shili"], "live"), "fujian_shili", capture)
    facts = {"site": "fujian_shili", "capture": capture, "content_digest": "stated", "reader": "1+a"}
    stated = save_report(connection, report=report, **facts).report_id
    assert stated is not None
    assert stated.endswith("-o")
    assert portals.keep(f"{OWN}/picture.htm", cells={}, coverage=Coverage.AGGREGATE) == stated


def test_a_file_that_was_met_without_its_page_learns_of_it(portals: Portals) -> None:
    portals.keep(f"{OWN}/1.pdf", mime="application/pdf")
    assert [row[1] for row in portals.rows()] == ["body"]
    portals.keep(f"{OWN}/1.pdf", mime="application/pdf", attached_to=f"{OWN}/1.htm", days=1)
    assert [row[1] for row in portals.rows()] == ["attachment"]
