"""Made reports and captures to save."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import Connection

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
from nianbao.store.rows import Saved
from nianbao.store.save import save_capture, save_report, start_crawl
from tests.store.full_tables import Kept

BEGIN = datetime(2024, 2, 1, 8, 0, tzinfo=UTC)
MakeReport = Callable[..., Report]
MakeCapture = Callable[..., Capture]


def figure(key: str, raw: str) -> Figure:
    """A cell that prints `raw`: digits are a number, nothing is a blank."""
    status = Status.NUMBER if raw else Status.BLANK
    return Figure(key, Decimal(raw) if raw else None, status, raw, "件", TableCell(1, 2, 3))


@pytest.fixture(scope="session")
def make_report() -> MakeReport:
    """A report with these cells; the organ is invented, the code is that of 平潭县."""

    def make(
        year: int | None = 2022,
        *,
        name: str = "示例县人民政府",
        coverage: Coverage = Coverage.AGGREGATE,
        region: str | None = "350128",
        cells: dict[str, str] | None = None,
        findings: tuple[Finding, ...] = (),
        title: str = "示例年度报告",
    ) -> Report:
        printed = {"t3.granted.total": "27", "t3.denied.state_secret.total": ""} if cells is None else cells
        return Report(
            title=title,
            year=year,
            forms={"t3": "national_2021"} if printed else {},
            publisher=Publisher(name, PublisherKind.GOVERNMENT, region),
            coverage=coverage,
            coverage_evidence="全县各级各单位",
            figures=tuple(figure(key, raw) for key, raw in printed.items()),
            findings=findings,
        )

    return make


@pytest.fixture(scope="session")
def make_capture() -> MakeCapture:
    """A capture of an address `days` after the first; its record is told by address and day."""

    def make(url: str = "http://www.example.gov.cn/2022.htm", days: int = 0, mime: str = "text/html") -> Capture:
        digest = hashlib.sha256(f"{url} {days}".encode()).hexdigest()
        record = RecordRef(Path("/archive/made.warc.gz"), 1000 + days, f"<urn:uuid:{digest[:32]}>", f"sha256:{digest}")
        return Capture(url, BEGIN + timedelta(days=days), 200, mime, record)

    return make


@dataclass(frozen=True)
class Shelf:
    """Saves a report with its capture; the body's digest follows from the report unless it is given."""

    connection: Connection

    def keep(self, report: Report, capture: Capture, *, body: str | None = None, reader: str = "1+a") -> Saved:
        """Save a capture and what was read from it."""
        crawl = start_crawl(self.connection, ["example"], "replay")
        save_capture(self.connection, crawl, "example", capture)
        body_digest = hashlib.sha256((body or repr(report)).encode()).hexdigest()
        return save_report(
            self.connection, site="example", capture=capture, content_digest=body_digest, report=report, reader=reader
        )


@pytest.fixture
def shelf(connection: Connection) -> Shelf:
    """The module's database, to keep reports in."""
    return Shelf(connection)


@pytest.fixture(scope="session")
def sum_finding() -> Finding:
    """A failed sum."""
    return Finding(
        "T3.SUM",
        Severity.OFFICIAL,
        FindingClass.SOURCE,
        ("t3.disposed.total", "t3.granted.total"),
        "示例",
        Decimal(26),
        Decimal(20),
    )


@pytest.fixture
def kept(connection: Connection, make_report: MakeReport, make_capture: MakeCapture) -> Kept:
    """The module's database, to keep whole tables in and ask what is made of them."""
    return Kept(connection, make_report, make_capture)
