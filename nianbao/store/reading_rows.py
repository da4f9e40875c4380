"""A report as the rows of a reading, and the digest by which two readings are told apart."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any

from psycopg.types.json import Jsonb

from nianbao.domain.report import Report, Standing, Status
from nianbao.domain.report_json import where_to_json
from nianbao.store.masking import masked_columns, masked_values
from nianbao.store.placing import Placement

PERIOD = ("period_start", "period_end")


@dataclass(frozen=True, slots=True)
class Content:
    """One table below a reading: the columns that hold what was read, and their rows; `mapping`: the column that
    holds a mapping, which is plain in `read_rows`."""

    table: str
    read_columns: tuple[str, ...]
    read_rows: Callable[[Report], Iterator[tuple[Any, ...]]]
    mapping: str = ""

    @property
    def columns(self) -> tuple[str, ...]:
        """All columns, those of masked texts last."""
        return self.read_columns + masked_columns(self.table)

    def rows(self, report: Report) -> Iterator[tuple[Any, ...]]:
        """The rows of a report, with its texts as read and masked."""
        place = self.read_columns.index(self.mapping) if self.mapping else None
        for row in self.read_rows(report):
            stored = row if place is None else (*row[:place], Jsonb(row[place]), *row[place + 1 :])
            yield stored + masked_values(self.table, self.read_columns, row)


def _sections(report: Report) -> Iterator[tuple[Any, ...]]:
    for position, section in enumerate(report.sections):
        yield position, section.number, section.key, section.heading, section.text


_IN_NO_IDENTITY = Standing()


def _figures(report: Report) -> Iterator[tuple[Any, ...]]:
    for position, figure in enumerate(report.figures):
        standing = report.standing.get(figure.key, _IN_NO_IDENTITY)
        yield (
            figure.key,
            position,
            figure.value,
            figure.status,
            figure.raw,
            figure.unit,
            figure.label,
            figure.filled,
            figure.fill_basis,
            where_to_json(figure.where),
            figure.confirmed,
            standing.held,
            standing.failed,
        )


def _claims(report: Report) -> Iterator[tuple[Any, ...]]:
    for position, claim in enumerate(report.claims):
        yield position, claim.key, claim.value, claim.section, claim.text, claim.coverage


def _findings(report: Report) -> Iterator[tuple[Any, ...]]:
    for position, finding in enumerate(report.findings):
        yield (
            position,
            finding.rule,
            finding.severity,
            finding.finding_class,
            list(finding.keys),
            finding.expected,
            finding.actual,
            finding.message,
            None if finding.suggestion is None else Jsonb(dict(finding.suggestion), dumps=_json),
        )


CONTENTS = (
    Content("section", ("position", "number", "key", "heading", "text"), _sections),
    Content(
        "figure",
        (
            "key",
            "position",
            "value",
            "status",
            "raw",
            "unit",
            "label",
            "filled",
            "fill_basis",
            "locator",
            "confirmed",
            "identities_held",
            "identities_failed",
        ),
        _figures,
        mapping="locator",
    ),
    Content("claim", ("position", "key", "value", "section", "text", "coverage"), _claims),
    Content(
        "finding",
        ("position", "rule", "severity", "class", "keys", "expected", "actual", "message", "suggestion"),
        _findings,
    ),
)


def reading_row(report: Report, placement: Placement) -> dict[str, Any]:
    """The columns of `reading` that a report gives; edition, reader and digest are the caller's."""
    row = _read_row(report, placement)
    masked = masked_values("reading", tuple(row), tuple(row.values()))
    return row | dict(zip(masked_columns("reading"), masked, strict=True))


def _read_row(report: Report, placement: Placement) -> dict[str, Any]:
    return {
        "report_id": placement.report_id,
        "unplaced": placement.unplaced,
        "title": report.title,
        "year": report.year,
        "forms": dict(report.forms),
        "recognised": report.recognised,
        "readers": {table: str(by) for table, by in report.readers.items()},
        "publisher_name": report.publisher.name,
        "publisher_kind": report.publisher.kind,
        "region_code": report.publisher.region,
        "coverage": report.coverage,
        "coverage_evidence": report.coverage_evidence,
        "numbers": sum(figure.status is Status.NUMBER for figure in report.figures),
        "checks_passed": report.checks.passed,
        "checks_failed": report.checks.failed,
        "checks_not_assessable": report.checks.not_assessable,
        "checks_nontrivial": report.checks.nontrivial,
        **_period(report),
    }


def _period(report: Report) -> dict[str, date | None]:
    return dict(zip(PERIOD, report.period or (None, None), strict=True))


def digest_of(report: Report, placement: Placement) -> str:
    """SHA-256 of everything that was read: of every row a reading of this report would write, masked texts left out."""
    # A report that states no period is as it was before periods were read.
    row = {name: value for name, value in _read_row(report, placement).items() if name not in PERIOD or value}
    rows = [row, *(list(content.read_rows(report)) for content in CONTENTS)]
    return sha256(_json(rows).encode()).hexdigest()


def _json(rows: object) -> str:
    # A report holds no value that holds itself: to look for one takes a fifth of the time.
    return json.dumps(rows, ensure_ascii=False, sort_keys=True, check_circular=False, default=_plain)


def _plain(value: object) -> object:
    match value:
        case Jsonb():
            return value.obj
        case Decimal() | date():
            return str(value)
        case _:
            raise TypeError(f"a report holds a {type(value).__name__}, which no row can keep")
