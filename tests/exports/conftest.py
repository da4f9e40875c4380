"""A database with published figures and one troublesome report, and what an export of it wrote; made once a session."""

import json
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import Connection, Engine

from nianbao.checks import weigh
from nianbao.domain.capture import Capture, RecordRef
from nianbao.domain.report import (
    Coverage,
    Figure,
    Finding,
    FindingClass,
    Publisher,
    PublisherKind,
    Report,
    Severity,
    Status,
    TableCell,
)
from nianbao.exports.package import Built, build
from nianbao.exports.selection import Selection
from nianbao.exports.shown import one_state
from nianbao.exports.writing import FORMATS
from nianbao.store.release import make_release
from nianbao.store.save import save_capture, save_report, start_crawl
from nianbao.store.views.kept import refresh_views

if TYPE_CHECKING:
    from tests.plugins.embedded_database import NewDatabase

PUBLISHED = Path(__file__).resolve().parents[2] / "sample" / "figures"
PINGTAN = Publisher("平潭综合实验区管委会", PublisherKind.ZONE_COMMITTEE, "350128")
MADE = Publisher("示例县人民政府", PublisherKind.GOVERNMENT, "430181")
ANNEX = {2011: "fujian_2011", 2014: "fujian_2014", 2017: "fujian_2014", 2018: "fujian_2014"}
# What the troublesome report prints, and as what it stands there. The last is a row that no form knows.
TROUBLE = {
    "t3.granted.total": ("7", Status.NUMBER),
    "t3.granted.natural_person": ("=1+1", Status.UNREADABLE),
    "t3.granted.commercial_enterprise": ("-", Status.DASH),
    "t3.granted.research_institution": ("/", Status.NOT_APPLICABLE),
    "t3.granted.public_interest_org": ("无", Status.NONE_STATED),
    "t3.granted.legal_service_org": ("", Status.BLANK),
    "t3.granted.other_org": ("@SUM(A1:A9)", Status.UNREADABLE),
    "t3.denied.state_secret.total": ("'tis", Status.UNREADABLE),
    "t3.denied.third_party_rights.total": ("＝cmd|' /C calc'!A0", Status.UNREADABLE),
    "t3.denied.internal_affairs.total": ("+8", Status.UNREADABLE),
    "t3.denied.process_information.total": ("9", Status.NUMBER),
    "t3.unknown.1.total": ("3", Status.NUMBER),
    "t2.government_charges.amount": ("-0.5", Status.NUMBER),
}
GRANTED, UNSEEN = "t3.granted.total", "t4.reconsideration.total"
DOUBTED, LACKED = "t3.denied.process_information.total", "t3.disposed"
SMALL = Selection(regions=("350128",), first_year=2022, last_year=2023, figures=("t3.*.total",))
SELECTION = Selection(regions=("350128", "430181"), first_year=2008, coverage=("aggregate", "own", "unclear"))


@dataclass(frozen=True)
class Exported:
    """An export: where it lies, what was told of it, and of the reports kept every cell by report and key."""

    engine: Engine
    folder: Path
    built: Built
    ledger: dict[tuple[str, str], tuple[str, Status]] = field(default_factory=dict)


def published(path: Path) -> Report:
    """A report with the published figures of a file of the sample."""
    told = json.loads(path.read_text("utf-8"), parse_float=Decimal, parse_int=Decimal)
    year = int(told["year"])
    printed = {key: (f"{value:f}", Status.NUMBER) for key, value in told["figures"].items()}
    printed |= dict.fromkeys(told["unreadable"], ("■■", Status.UNREADABLE))
    tables = dict.fromkeys(("t2", "t3", "t4"), "national_2019" if year < 2021 else "national_2021")
    return made(year, PINGTAN, printed, {"annex": ANNEX[year]} if year in ANNEX else tables)


def made(year: int, publisher: Publisher, printed: dict[str, tuple[str, Status]], forms: dict[str, str]) -> Report:
    """A report with these cells, both readers agreeing."""
    cells = tuple(
        Figure(
            key,
            Decimal(raw) if status is Status.NUMBER else None,
            status,
            raw,
            "件",
            TableCell(1, 2, 3),
            confirmed=True,
        )
        for key, (raw, status) in printed.items()
    )
    return Report(
        title=f"{year}年度报告",
        year=year,
        forms=forms,
        publisher=publisher,
        coverage=Coverage.AGGREGATE,
        coverage_evidence="全县各级各单位",
        figures=cells,
    )


def troublesome() -> Report:
    """The report of 2022 with text that a spreadsheet would run, every status, a doubtful number and a missing row."""
    report = weigh(made(2022, MADE, TROUBLE, {"t2": "national_2021", "t3": "national_2021"}))
    doubt = Finding("READERS.DISAGREE", Severity.OFFICIAL, FindingClass.READING, (DOUBTED,), "示例")
    lack = Finding("ROW.MISSING", Severity.SOFT, FindingClass.COMPLETENESS, (LACKED,), "示例")
    return replace(report, findings=(*report.findings, doubt, lack))


def misread() -> Report:
    """The report of 2019 as an earlier version read it: 70 for 7 granted, and a cell that was not seen."""
    report = published(PUBLISHED / "pingtan_2019.json")
    cells = tuple(
        replace(cell, value=Decimal(70), raw="70") if cell.key == GRANTED else cell
        for cell in report.figures
        if cell.key != UNSEEN
    )
    return weigh(replace(report, figures=cells))


def keep(connection: Connection, report: Report, reader: str = "1+a") -> str:
    """Save a report; its report_id."""
    crawl = start_crawl(connection, ["example"], "replay")
    url = f"http://www.example.gov.cn/{report.publisher.region}/{report.year}.htm"
    record = RecordRef(Path("/archive/made.warc.gz"), report.year or 0, f"<urn:uuid:{url}>", f"sha256:{url}")
    capture = Capture(url, datetime(2024, 2, 1, 8, tzinfo=UTC), 200, "text/html", record)
    save_capture(connection, crawl, "example", capture)
    saved = save_report(
        connection, site="example", capture=capture, content_digest=url + report.title, report=report, reader=reader
    )
    assert saved.report_id is not None
    return saved.report_id


@pytest.fixture(scope="session")
def exported(new_database: "NewDatabase", tmp_path_factory: pytest.TempPathFactory) -> Exported:
    """Every format of every table, and the release 2026.1 of the same state in the database."""
    _, engine = new_database()
    ledger: dict[tuple[str, str], tuple[str, Status]] = {}
    with engine.begin() as connection:
        keep(connection, misread(), "0+a")
        for report in (*(weigh(published(path)) for path in sorted(PUBLISHED.glob("pingtan_*.json"))), troublesome()):
            report_id = keep(connection, report)
            ledger |= {(report_id, cell.key): (cell.raw, cell.status) for cell in report.figures}
        refresh_views(connection)
    with engine.begin() as connection:
        make_release(connection, "2026.1", note="示例", program="1")
    folder = tmp_path_factory.mktemp("export") / "whole"
    with engine.begin() as connection:
        one_state(connection)
        built = build(connection, SELECTION, FORMATS, folder)
    return Exported(engine, folder, built, ledger)


@pytest.fixture(scope="session")
def twice(exported: Exported, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A small selection of the release, exported in every format a second time."""
    folders = (tmp_path_factory.mktemp("twice") / "one", tmp_path_factory.mktemp("twice") / "two")
    for folder in folders:
        with exported.engine.begin() as connection:
            one_state(connection)
            build(connection, replace(SMALL, release="2026.1"), FORMATS, folder)
    return folders
