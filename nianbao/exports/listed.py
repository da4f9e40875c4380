"""The long tables: the statements that give their rows, and what of a row is told otherwise than there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

At = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Listed:
    """A long table: the part of `columns.toml` it has, its statements in `sql/`, and what of a row is made here."""

    part: str
    statements: tuple[str, ...]
    told: Callable[[At], At]


def _cell(row: At) -> At:
    values = {name: row["status"] if row[name] is None else row[name] for name in ("value", "value_filled")}
    return {**values, "flags": " ".join(row["flags"])}


def _quantity(row: At) -> At:
    values = {name: "part_unknown" if row[name] is None else row[name] for name in ("value", "value_alt")}
    named = {"quantity_kind": row["kind"], "kind": row["organ"], "quantity_id": f"{row['report_id']}/{row['h_key']}"}
    return {**values, **named}


def _rate(row: At) -> At:
    sides = {name: "part_unknown" if row[name] is None else row[name] for name in ("numerator", "denominator")}
    return {
        **sides,
        "rate_id": f"{row['report_id']}/{row['rate_key']}/{row['applicant']}",
        "value": row["null_reason"] if row["value"] is None else row["value"],
        "source_keys": " ".join(row["source_keys"]),
    }


def _finding(row: At) -> At:
    return {"keys": " ".join(row["keys"])}


def _change(row: At) -> At:
    values = {f"{side}_value": _there(row[f"{side}_value"], row[f"{side}_status"]) for side in ("from", "to")}
    return {**values, "change_id": f"{row['cell_id']}@{_exact(row['at'])}/{row['to_reading']}"}


def _exact(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def _there(value: Any, status: str | None) -> Any:
    """The number; else what stands in the cell, or that there is no such cell."""
    return (status or "row_missing") if value is None else value


LISTED: Mapping[str, Listed] = {
    "long": Listed("cell", ("place", "cell", "rows_cell"), _cell),
    "harmonised": Listed("harmonised", ("place", "rows_harmonised"), _quantity),
    "rate": Listed("rate", ("place", "rows_rate"), _rate),
    "finding": Listed("finding", ("place", "rows_finding"), _finding),
    "change": Listed("change", ("place", "rows_change"), _change),
}
