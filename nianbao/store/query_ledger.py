"""What is held or missing, and in which state: reports, listed rows that are no report yet, and years without one."""

from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files

from sqlalchemy import Connection, text

from nianbao.store.query_reports import reports


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A report held, a document that is none yet, or a year without one. `report_id` null unless state is `held`."""

    report_id: str | None
    region: str | None
    publisher: str
    coverage: str | None
    year: int | None
    state: str
    url: str | None
    first_seen: datetime | None
    reason: str


def ledger(connection: Connection, region: str | None = None) -> tuple[LedgerRow, ...]:
    """The whole ledger, or that of one region (a code): by region, publisher and year."""
    held = [
        LedgerRow(
            report_id=report.report_id,
            region=report.region,
            publisher=report.publisher,
            coverage=report.coverage,
            year=report.year,
            state="held",
            url=report.url,
            first_seen=report.first_seen,
            reason="",
        )
        for report in reports(connection, region)
    ]
    missing = connection.execute(text(_sql()), {"region": region})
    rows = [*held, *(LedgerRow(report_id=None, **row) for row in missing.mappings())]
    return tuple(sorted(rows, key=lambda row: (row.region or "", row.publisher, row.year or 0, row.url or "")))


def _sql() -> str:
    return files(__package__).joinpath("ledger.sql").read_text("utf-8")
