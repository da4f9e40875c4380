"""What is held or missing, and in which state: reports, listed rows that are no report yet, and years without one."""

from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files

from sqlalchemy import Connection, text

from nianbao.store.query_reports import reports

STALE = text("SELECT EXISTS (SELECT FROM stale)")
# What is kept answers at once; where something was written since it was made, only the frame as of now will do.
FRAME = {False: "coverage_kept", True: "pub.coverage"}
ASKED = "SELECT report_id, vantage FROM {coverage} AS coverage WHERE report_id IS NOT NULL"


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A report held, a document that is none yet, or a year without one. `report_id` null unless state is `held`.

    `rule`: what was recognised in what the portal gave; `vantage`: from where it was asked; null: it was not.
    """

    report_id: str | None
    region: str | None
    publisher: str
    coverage: str | None
    year: int | None
    state: str
    url: str | None
    first_seen: datetime | None
    reason: str
    rule: str = ""
    vantage: str | None = None


def ledger(connection: Connection, region: str | None = None) -> tuple[LedgerRow, ...]:
    """The whole ledger, or that of one region (a code): by region, publisher and year."""
    frame = FRAME[bool(connection.execute(STALE).scalar_one())]
    asked = {row.report_id: row.vantage for row in connection.execute(text(ASKED.format(coverage=frame)))}
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
            vantage=asked.get(report.report_id),
        )
        for report in reports(connection, region)
    ]
    missing = connection.execute(text(_sql().replace("{coverage}", frame)), {"region": region})
    rows = [*held, *(LedgerRow(report_id=None, **row) for row in missing.mappings())]
    return tuple(sorted(rows, key=lambda row: (row.region or "", row.publisher, row.year or 0, row.url or "")))


def _sql() -> str:
    return files(__package__).joinpath("ledger.sql").read_text("utf-8")
