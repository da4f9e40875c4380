"""A report as the JSON of the contract (schema 1), and back."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from nianbao.domain.report import (
    CheckCounts,
    Claim,
    Coverage,
    Figure,
    FillBasis,
    Finding,
    FindingClass,
    PageBox,
    Publisher,
    PublisherKind,
    ReadBy,
    Report,
    Section,
    Severity,
    Status,
    TableCell,
    TextCell,
    Where,
)

SCHEMA = 1


def number(value: Decimal | None) -> int | float | None:
    """A decimal as a JSON number: whole ones without a point. Reports print at most 15 digits, which a float keeps."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def report_to_json(report: Report) -> dict[str, Any]:
    """The report as plain values, keys in the order of the contract."""
    return {
        "schema": SCHEMA,
        "title": report.title,
        "year": report.year,
        "forms": dict(report.forms),
        "publisher": {
            "name": report.publisher.name,
            "kind": str(report.publisher.kind),
            "region": report.publisher.region,
        },
        "coverage": str(report.coverage),
        "coverage_evidence": report.coverage_evidence,
        **({"period": [day.isoformat() for day in report.period]} if report.period else {}),
        "sections": [asdict(section) for section in report.sections],
        "figures": [figure_to_json(figure) for figure in report.figures],
        "claims": [_claim(claim) for claim in report.claims],
        "findings": [finding_to_json(finding) for finding in report.findings],
        "checks": asdict(report.checks),
        **({"recognised": True} if report.recognised else {}),
        "readers": {table: str(by) for table, by in report.readers.items()},
    }


def figure_to_json(figure: Figure) -> dict[str, Any]:
    """A figure; `label` only for rows the form does not know, `filled` only where it is proven, `confirmed` only where
    two readers read it alike."""
    row: dict[str, Any] = {
        "key": figure.key,
        "value": number(figure.value),
        "status": str(figure.status),
        "raw": figure.raw,
        "unit": figure.unit,
        "where": where_to_json(figure.where),
    }
    if figure.label is not None:
        row["label"] = figure.label
    if figure.fill_basis is not None:
        row["filled"] = number(figure.filled)
        row["fill_basis"] = str(figure.fill_basis)
    if figure.confirmed:
        row["confirmed"] = True
    return row


def where_to_json(where: Where) -> dict[str, Any]:
    """A place: {table, row, column}, {line, cell} or {page, box}, all from 0."""
    match where:
        case TableCell():
            return {"table": where.table, "row": where.row, "column": where.column}
        case PageBox():
            return {"page": where.page, "box": list(where.box)}
        case TextCell():
            return {"line": where.line, "cell": where.cell}


def where_from_json(data: Mapping[str, Any]) -> Where:
    """The place that `where_to_json` wrote; raises TypeError or ValueError for anything else."""
    if "page" in data:
        left, top, right, bottom = data["box"]
        return PageBox(data["page"], (left, top, right, bottom))
    return TableCell(**data) if "table" in data else TextCell(**data)


def _claim(claim: Claim) -> dict[str, Any]:
    return {
        "key": claim.key,
        "value": number(claim.value),
        "text": claim.text,
        "section": claim.section,
        "coverage": str(claim.coverage),
    }


def finding_to_json(finding: Finding) -> dict[str, Any]:
    """A finding; `class` is the contract's word for `finding_class`."""
    return {
        "rule": finding.rule,
        "severity": str(finding.severity),
        "class": str(finding.finding_class),
        "keys": list(finding.keys),
        "expected": number(finding.expected),
        "actual": number(finding.actual),
        "message": finding.message,
        "suggestion": dict(finding.suggestion) if finding.suggestion is not None else None,
    }


def report_from_json(data: Mapping[str, Any]) -> Report:
    """The report that `report_to_json` wrote; raises KeyError or ValueError where it is not of schema 1."""
    if data["schema"] != SCHEMA:
        raise ValueError(f"schema {data['schema']!r} is not {SCHEMA}")
    publisher = data["publisher"]
    return Report(
        title=data["title"],
        year=data["year"],
        forms=dict(data["forms"]),
        publisher=Publisher(publisher["name"], PublisherKind(publisher["kind"]), publisher["region"]),
        coverage=Coverage(data["coverage"]),
        coverage_evidence=data["coverage_evidence"],
        sections=tuple(Section(**section) for section in data["sections"]),
        figures=tuple(map(_figure_from, data["figures"])),
        claims=tuple(map(_claim_from, data["claims"])),
        findings=tuple(map(finding_from_json, data["findings"])),
        checks=CheckCounts(**data["checks"]),
        recognised=data.get("recognised", False),
        readers={table: ReadBy(by) for table, by in data.get("readers", {}).items()},
        period=_period_from(data["period"]) if "period" in data else None,
    )


def _period_from(days: Sequence[str]) -> tuple[date, date]:
    first, last = map(date.fromisoformat, days)
    return first, last


def _decimal(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(repr(value))


def _figure_from(row: Mapping[str, Any]) -> Figure:
    return Figure(
        key=row["key"],
        value=_decimal(row["value"]),
        status=Status(row["status"]),
        raw=row["raw"],
        unit=row["unit"],
        where=where_from_json(row["where"]),
        label=row.get("label"),
        filled=_decimal(row.get("filled")),
        fill_basis=FillBasis(row["fill_basis"]) if "fill_basis" in row else None,
        confirmed=row.get("confirmed", False),
    )


def _claim_from(row: Mapping[str, Any]) -> Claim:
    return Claim(row["key"], Decimal(repr(row["value"])), row["text"], row["section"], Coverage(row["coverage"]))


def finding_from_json(row: Mapping[str, Any]) -> Finding:
    """The finding that `finding_to_json` wrote."""
    return Finding(
        rule=row["rule"],
        severity=Severity(row["severity"]),
        finding_class=FindingClass(row["class"]),
        keys=tuple(row["keys"]),
        message=row["message"],
        expected=_decimal(row["expected"]),
        actual=_decimal(row["actual"]),
        suggestion=row["suggestion"],
    )
