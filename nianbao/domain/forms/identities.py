"""From an identity as the data file writes it to one identity for every row, column or block it is printed for."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, Literal

from nianbao.domain.forms.model import CellRule, Identity, Table, Term
from nianbao.domain.report import FindingClass, Severity

_TERM = re.compile(r"(?P<sign>-?)(?P<key>[^\[\]]+)(?P<last>\[y-1\])?")


def spelled_out(entry: Mapping[str, Any], tables: Mapping[str, Table], keys: Collection[str]) -> Iterator[Identity]:
    """Every identity that one entry of a form stands for; `keys` are the figure keys of the form."""
    for place, values in _places(entry, tables):
        yield Identity(
            rule=entry["rule"],
            severity=Severity(entry["severity"]),
            finding_class=FindingClass(entry["class"]),
            expr=entry["expr"],
            left=_terms(entry["left"], place, values, keys),
            relation=entry["relation"],
            right=_terms(entry["right"], place, values, keys),
            whole_table=entry.get("whole_table", False),
            first_year=entry.get("first_year", 0),
            left_as=_side(entry),
        )


def cell_rule(entry: Mapping[str, Any]) -> CellRule:
    """A rule about single cells as the data file writes it."""
    return CellRule(
        rule=entry["rule"],
        severity=Severity(entry["severity"]),
        finding_class=FindingClass(entry["class"]),
        expr=entry["expr"],
        tables=tuple(entry.get("tables", ())),
        keys=tuple(entry.get("keys", ())),
        levels=tuple(entry.get("levels", ())),
        kinds=tuple(entry.get("kinds", ())),
    )


def _side(entry: Mapping[str, Any]) -> Literal["sum", "max"]:
    match entry.get("left_as", "sum"):
        case "sum":
            return "sum"
        case "max":
            return "max"
        case unknown:
            raise ValueError(f"{entry['rule']}: unknown left_as = {unknown!r}")


def _places(entry: Mapping[str, Any], tables: Mapping[str, Table]) -> Iterator[tuple[str, str]]:
    """The placeholder and each value it takes; ("", "") once where the entry has none."""
    match entry.get("each"):
        case None:
            yield "", ""
        case "column":
            yield from (("{column}", column.key) for column in tables["t3"].grids[0].columns)
        case "row":
            rows = entry.get("rows") or [row.key for row in tables["t3"].grids[0].rows]
            yield from (("{row}", row) for row in rows)
        case "block":
            yield from (("{block}", block.key) for block in tables["t4"].grids[0].rows)
        case "annex_column":
            columns = tables["annex"].grids[0].columns
            yield from (("{column}", f".{column.key}" if column.key else "") for column in columns)
        case unknown:
            raise ValueError(f"{entry['rule']}: unknown each = {unknown!r}")


def _terms(patterns: Sequence[str], place: str, value: str, keys: Collection[str]) -> tuple[Term, ...]:
    return tuple(term for pattern in patterns for term in _spell(pattern.replace(place, value), keys))


def _spell(pattern: str, keys: Collection[str]) -> Iterator[Term]:
    """One pattern to its terms: `t3.denied.*.total` is every key of the form that fits, at least one."""
    match = _TERM.fullmatch(pattern)
    if match is None:
        raise ValueError(f"not a term of an identity: {pattern!r}")
    wanted = match["key"]
    found = [key for key in keys if _fits(wanted, key)] if "*" in wanted else [wanted] * (wanted in keys)
    if not found:
        raise ValueError(f"no figure key of the form fits {pattern!r}")
    sign = -1 if match["sign"] else 1
    return (Term(key, sign, match["last"] is not None) for key in found)


def _fits(pattern: str, key: str) -> bool:
    """Whether a key is the pattern with one part of a name for its star."""
    head, _, tail = pattern.partition("*")
    return key.startswith(head) and key.endswith(tail) and "." not in key[len(head) : len(key) - len(tail)]
