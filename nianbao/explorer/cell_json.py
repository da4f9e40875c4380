"""All about a cell as plain values: what `nianbao why --format json` prints and the explorer's interface gives."""

from datetime import UTC, datetime
from typing import Any

from nianbao.domain.report_json import number, where_to_json
from nianbao.explorer.cell import Cell
from nianbao.explorer.cell_citation import citation
from nianbao.store.queries import DecisionRow
from nianbao.store.query_cell import Beside


def cell_to_json(cell: Cell) -> dict[str, Any]:
    """The keys of the contract first, in its order."""
    return _contract(cell) | _around(cell) | _known(cell)


def record_to_json(cell: Cell) -> dict[str, Any]:
    """Where the record lies; `part` only of a record that holds several articles."""
    record = cell.archived.source.capture.record
    return {
        "file": str(record.file),
        "offset": record.offset,
        "id": record.id,
        "digest": cell.archived.payload.digest,
        **({"part": record.part} if record.part else {}),
    }


def _contract(cell: Cell) -> dict[str, Any]:
    figure = cell.figure
    return {
        "key": cell.key,
        "value": number(figure.value),
        "status": str(figure.status),
        "raw": figure.raw,
        "where": where_to_json(figure.where),
        "url": cell.archived.payload.url,
        "captured_at": _moment(cell.archived.payload.captured_at),
        "record": record_to_json(cell),
        "reader": cell.reader,
        "rules": list(dict.fromkeys(each.rule for each in cell.sums)),
    }


def _around(cell: Cell) -> dict[str, Any]:
    second = cell.second
    return {
        "cell_id": cell.cell_id,
        "reread": cell.again is not None,
        "unit": cell.figure.unit,
        "row_heads": list(cell.heads.row),
        "column_heads": list(cell.heads.column),
        "line": [piece.text for piece in cell.heads.line],
        "second_reader": None
        if second is None
        else {"value": number(second.value), "status": str(second.status), "raw": second.raw},
        "identities": [
            {"rule": each.rule, "severity": each.severity, "holds": each.holds, "trivial": each.trivial}
            | {"text": each.text, "expr": each.rule_text, "keys": list(each.keys)}
            for each in cell.sums
        ],
    }


def _known(cell: Cell) -> dict[str, Any]:
    known, shown = cell.known, cell.known.shown
    return {
        "label_zh": shown and shown.label_zh,
        "label_en": shown and shown.label_en,
        "quality": shown and shown.quality,
        "flags": list(shown.flags) if shown else [],
        "value_filled": number(shown.value_filled) if shown else None,
        "fill_basis": shown and shown.fill_basis,
        "corrected_value": number(shown.corrected_value) if shown else None,
        "last_year": _beside(known.last),
        "next_year": _beside(known.next),
        "prose": [
            {"value": number(each.value), "coverage": each.coverage, "section": each.section, "sentence": each.sentence}
            for each in known.said
        ],
        "editions": [
            {"url": each.url, "first_seen": _moment(each.first_seen), "last_seen": _moment(each.last_seen)}
            | {"shown": each.shown, "value": number(each.value), "status": each.status, "raw": each.raw}
            for each in known.editions
        ],
        "decisions": [_decision(each) for each in known.decisions],
        "findings": [
            {"rule": each.rule, "severity": each.severity, "class": each.finding_class}
            | {"message": each.message, "verdict": each.verdict}
            for each in known.findings
        ],
        "citation": citation(cell),
    }


def _beside(beside: Beside | None) -> dict[str, Any] | None:
    if beside is None:
        return None
    return {
        "year": beside.year,
        "cell_id": beside.cell_id,
        "held": beside.held,
        "value": number(beside.value),
        "status": beside.status,
        "not_comparable_because": list(beside.not_comparable_because),
    }


def _decision(decision: DecisionRow) -> dict[str, Any]:
    return {
        "decision_id": decision.decision_id,
        "verdict": decision.verdict,
        "value": number(decision.value),
        "note": decision.note,
        "evidence": decision.evidence,
        "decided_by": decision.decided_by,
        "decided_at": _moment(decision.decided_at),
        "endorsed_by": decision.endorsed_by,
        "in_force": decision.in_force,
        "not_in_force_because": decision.not_in_force_because,
    }


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
