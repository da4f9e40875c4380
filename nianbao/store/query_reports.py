"""Held reports with their figures and findings, as they stand or as they stood on a day."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, RowMapping, column, exists, or_, select, table, text

from nianbao.domain.report import (
    Coverage,
    Figure,
    FillBasis,
    PublisherKind,
    Status,
)
from nianbao.domain.report_json import where_from_json
from nianbao.store import models
from nianbao.store.then import NOW, Then
from nianbao.store.views import choice_sql


@dataclass(frozen=True, slots=True)
class HeldReport:
    """A report we hold and the reading whose figures it shows. `region` is the last code of its region, `region_key`
    the region's own name: two regions had one code at different times. `first_seen` is a WARC-Date (UTC)."""

    report_id: str
    region: str
    region_key: str
    region_name: str
    publisher: str
    kind: PublisherKind
    lineage: str
    coverage: Coverage
    year: int
    forms: Mapping[str, str]
    url: str
    first_seen: datetime
    reading_id: int


@dataclass(frozen=True, slots=True)
class Series:
    """The reports of one lineage with one coverage, oldest first; `publisher` is the last name it goes by."""

    region_key: str
    publisher: str
    coverage: Coverage
    reports: tuple[HeldReport, ...]


WITHHELD = table("withheld", column("report_id"), column("key"))
HELD = """
SELECT report.report_id, region.code AS region, region.key AS region_key, region.name AS region_name,
       publisher.name AS publisher,
       publisher.kind, lineage.lineage_id AS lineage, report.coverage, report.year, reading.forms, document.url,
       chosen.first_seen, chosen.reading_id
FROM ({choice}) AS chosen
JOIN report USING (report_id)
JOIN publisher USING (publisher_id)
JOIN reading USING (reading_id)
JOIN document ON document.document_id = chosen.document_id
JOIN region ON region.region_id = publisher.region_id
JOIN report_lineage AS lineage ON lineage.report_id = report.report_id
WHERE chosen.rank = 1 AND (CAST(:region AS text) IS NULL OR region.code = :region)
ORDER BY region.key, publisher.slug, report.coverage, report.year
"""


def reports(connection: Connection, region: str | None = None, then: Then = NOW) -> tuple[HeldReport, ...]:
    """Held reports, of the regions that have or had a code last, or of all, as they stood then."""
    statement = text(HELD.format(choice=choice_sql()))
    rows = connection.execute(statement, {"region": region} | then.bound()).mappings()
    return tuple(_held(row) for row in rows)


def _held(row: RowMapping) -> HeldReport:
    words = {"kind": PublisherKind(row["kind"]), "coverage": Coverage(row["coverage"])}
    return HeldReport(**{**row, **words})


def series_of(held: Iterable[HeldReport]) -> tuple[Series, ...]:
    """Reports sorted into series: one lineage, one coverage, oldest report first."""
    found: dict[tuple[str, Coverage], list[HeldReport]] = {}
    for report in sorted(held, key=lambda report: report.year):
        found.setdefault((report.lineage, report.coverage), []).append(report)
    return tuple(
        Series(members[-1].region_key, members[-1].publisher, coverage, tuple(members))
        for (_, coverage), members in sorted(found.items(), key=lambda each: each[1][-1].report_id)
    )


def default_publisher(connection: Connection, region: str) -> str | None:
    """The publisher that the registry names for a region (a code), if its site was ever crawled."""
    portal = models.Portal
    statement = select(portal.publisher).where(portal.region_code == region).order_by(portal.site).limit(1)
    return connection.execute(statement).scalar_one_or_none()


def figures_of(connection: Connection, held: Sequence[HeldReport]) -> Mapping[str, Mapping[str, Figure]]:
    """report_id -> key -> figure, in reading order; what is withheld is left out."""
    figure = models.Figure
    names = {report.reading_id: report.report_id for report in held}
    found: dict[str, dict[str, Figure]] = {report.report_id: {} for report in held}
    sealed = exists(
        select(text("1"))
        .select_from(WITHHELD)
        .where(
            WITHHELD.c.report_id == models.Reading.report_id,
            or_(WITHHELD.c.key.is_(None), WITHHELD.c.key == figure.key),
        )
    )
    statement = (
        select(figure.__table__)
        .join(models.Reading, models.Reading.reading_id == figure.reading_id)
        .where(figure.reading_id.in_(names), ~sealed)
    )
    for row in connection.execute(statement.order_by(figure.reading_id, figure.position)).mappings():
        found[names[row["reading_id"]]][row["key"]] = _figure(row)
    return found


def _figure(row: RowMapping) -> Figure:
    basis = row["fill_basis"]
    return Figure(
        key=row["key"],
        value=row["value"],
        status=Status(row["status"]),
        raw=row["raw"],
        unit=row["unit"],
        where=where_from_json(row["locator"]),
        label=row["label"],
        filled=row["filled"],
        fill_basis=None if basis is None else FillBasis(basis),
        confirmed=row["confirmed"],
    )
