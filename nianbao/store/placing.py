"""Which report a reading is: the organ, the year and what is counted, and the name that follows from them."""

from dataclasses import dataclass

from sqlalchemy import Connection, select
from sqlalchemy.dialects.postgresql import insert

from nianbao.domain.publishers import canonical_name, slug_of
from nianbao.domain.report import Report
from nianbao.store import models
from nianbao.store.organs import note_organ, region_of


@dataclass(frozen=True, slots=True)
class Placement:
    """The report a reading is, or why it is none: one of the two is null."""

    report_id: str | None
    unplaced: str | None


def place(connection: Connection, report: Report) -> Placement:
    """Find or make the report that this is. One without region, publisher or year belongs to no report."""
    code, year = report.publisher.region, report.year
    if code is None:
        return Placement(None, f"region of the publisher {report.publisher.name or '(not named)'} is not known")
    if year is None:
        return Placement(None, "the report year is not known")
    if not report.publisher.name:
        return Placement(None, "nobody signs it")
    region_id = region_of(connection, code)
    if region_id is None:
        return Placement(None, f"{code} is no code in the list of regions")
    return _report(connection, region_id, code, year, report)


def _report(connection: Connection, region_id: int, code: str, year: int, report: Report) -> Placement:
    name = canonical_name(report.publisher.name, code)
    slug = slug_of(name, code)
    publisher_id = _publisher(connection, region_id, code, name, slug)
    if publisher_id is None:
        # Two organs under one report_id would be one of them read as the other.
        return Placement(None, f"the short name {slug} of {name} belongs to another organ of {code}")
    report_id = f"{code}-{slug}-{year}-{report.coverage.value[0]}"
    row = {"report_id": report_id, "publisher_id": publisher_id, "year": year, "coverage": report.coverage}
    connection.execute(insert(models.Report).values(row).on_conflict_do_nothing())
    return Placement(report_id, None)


def _publisher(connection: Connection, region_id: int, code: str, name: str, slug: str) -> int | None:
    note_organ(connection, region_id, code, name)
    known = select(models.Publisher.publisher_id).where(
        models.Publisher.region_id == region_id, models.Publisher.name == name, models.Publisher.slug == slug
    )
    return connection.execute(known).scalar_one_or_none()
