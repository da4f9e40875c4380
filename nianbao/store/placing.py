"""Which report a reading is: the organ, the year and what is counted, and the name that follows from them."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, exists, select, tuple_
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import aliased

from nianbao.domain.coverage import is_stated
from nianbao.domain.publishers import canonical_name, slug_of
from nianbao.domain.report import Coverage, Report
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
    region_id = region_of(connection, code, year)
    if region_id is None:
        return Placement(None, f"no region had the code {code} in {year}")
    return _report(connection, region_id, code, year, report)


def _report(connection: Connection, region_id: int, code: str, year: int, report: Report) -> Placement:
    name = canonical_name(report.publisher.name, code)
    slug = slug_of(name, code)
    publisher_id = _publisher(connection, region_id, code, name, slug)
    if publisher_id is None:
        # Two organs under one report_id would be one of them read as the other.
        return Placement(None, f"the short name {slug} of {name} belongs to another organ of {code}")
    coverage = _coverage(connection, publisher_id, year, report)
    report_id = f"{code}-{slug}-{year}-{coverage.value[0]}"
    row = {"report_id": report_id, "publisher_id": publisher_id, "year": year, "coverage": coverage}
    connection.execute(insert(models.Report).values(row).on_conflict_do_nothing())
    return Placement(report_id, None)


def _coverage(connection: Connection, publisher_id: int, year: int, report: Report) -> Coverage:
    """What the report counts: what its text states, else what another document of the same organ and year states."""
    if is_stated(report.coverage_evidence):
        return report.coverage
    return said_of(stated_elsewhere(connection, [(publisher_id, year)])[publisher_id, year], report)


def stated_elsewhere(
    connection: Connection, reports: Sequence[tuple[int, int]]
) -> defaultdict[tuple[int, int], set[str]]:
    """What the documents held of reports, given as (publisher_id, year), state that they count, by the reports."""
    reading, later, held = models.Reading, aliased(models.Reading), models.Report
    is_last = ~exists().where(later.edition_id == reading.edition_id, later.reading_id > reading.reading_id)
    said = (
        select(held.publisher_id, held.year, held.coverage, reading.coverage_evidence)
        .join(reading, reading.report_id == held.report_id)
        .where(tuple_(held.publisher_id, held.year).in_(reports), is_last)
    )
    stated: defaultdict[tuple[int, int], set[str]] = defaultdict(set)
    for row in connection.execute(said):
        if is_stated(row.coverage_evidence):
            stated[row.publisher_id, row.year].add(row.coverage)
    return stated


def said_of(stated: Collection[str], report: Report) -> Coverage:
    """The coverage of a report that states none, by what others of the same organ and year state.

    A picture of a report says nothing of it; where documents state different things, each keeps its own.
    """
    return Coverage(next(iter(stated))) if len(stated) == 1 else report.coverage


def _publisher(connection: Connection, region_id: int, code: str, name: str, slug: str) -> int | None:
    note_organ(connection, region_id, code, name)
    known = select(models.Publisher.publisher_id).where(
        models.Publisher.region_id == region_id, models.Publisher.name == name, models.Publisher.slug == slug
    )
    return connection.execute(known).scalar_one_or_none()
