"""The frame: who should have reported, what is known of each, and how many there are of each state."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, RowMapping, text

from nianbao.store.then import Then

SUMMED = (
    "n_expected",
    "n_listed",
    "n_fetched",
    "n_with_tables",
    "n_no_reading_doubt",
    "n_held",
    "n_format_not_read",
    "n_only_listed",
    "n_blocked",
    "n_robots",
    "n_unreachable",
    "n_gone",
    "n_not_published",
    "n_not_yet_due",
    "n_not_covered",
)
# Where not all that is missing is asked for, units of which there is no site are left out.
UNITS = """
SELECT coverage.report_id, coverage.region_code AS region,
       COALESCE(coverage.publisher_zh, portal.publisher, coverage.region_zh || ' (its government)') AS publisher,
       report.coverage, coverage.year, coverage.state, coverage.evidence_url AS url, coverage.evidence_at AS first_seen,
       coverage.state_reason AS reason, coverage.rule, coverage.evidence_capture AS record,
       coverage.last_checked, coverage.vantage, coverage.due_date::text AS due
FROM pub.coverage_asof(COALESCE(CAST(:as_of AS timestamptz), now())) AS coverage
LEFT JOIN report ON report.report_id = coverage.report_id
LEFT JOIN portal ON portal.site = coverage.site AND coverage.kind = 'government'
WHERE (CAST(:region AS text) IS NULL OR coverage.region_code = :region)
  AND CASE WHEN :missing THEN coverage.expected AND coverage.state <> 'held' ELSE coverage.site IS NOT NULL END
ORDER BY coverage.region_code, publisher, coverage.year
"""
SUMMARY = """
SELECT year, level, kind, {sums}
FROM pub.coverage_summary
WHERE (CAST(:year AS int) IS NULL OR year = :year) AND (CAST(:level AS text) IS NULL OR level = :level)
  AND (CAST(:province AS text) IS NULL OR province_code = :province)
GROUP BY year, level, kind
ORDER BY year, array_position(ARRAY['province', 'prefecture', 'county', 'zone', 'township'], level), kind
"""


@dataclass(frozen=True, slots=True)
class UnitRow:
    """What is known of a unit that should have reported. `first_seen`: when that was seen which shows the state."""

    report_id: str | None
    region: str | None
    publisher: str
    coverage: str | None
    year: int
    state: str
    url: str | None
    first_seen: datetime | None
    reason: str
    rule: str
    record: str | None
    last_checked: datetime | None
    vantage: str | None
    due: str | None


def units(
    connection: Connection, region: str | None = None, as_of: date | None = None, *, missing: bool = False
) -> tuple[UnitRow, ...]:
    """The units of a region (a code) or of all, as was known at the end of a day (UTC), or now.

    `missing`: all that should have reported and of which nothing is held; else those with a site.
    """
    bound = {"region": region, "as_of": Then(as_of).bound()["as_of"], "missing": missing}
    return tuple(UnitRow(**row) for row in connection.execute(text(UNITS), bound).mappings())


def summary(
    connection: Connection, year: int | None = None, level: str | None = None, province: str | None = None
) -> tuple[RowMapping, ...]:
    """How far we got, one row a year, level and kind of organ."""
    sums = ", ".join(f"sum({name})::int AS {name}" for name in SUMMED)
    bound = {"year": year, "level": level, "province": province}
    return tuple(connection.execute(text(SUMMARY.format(sums=sums)), bound).mappings())
