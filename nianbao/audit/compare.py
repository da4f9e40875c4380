"""A report as the reader has it, held against what the coders settled on: cell by cell right, flagged or silent."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from nianbao.audit.cells import NO_TABLE, TABLES, is_headline
from nianbao.audit.entry import Entry
from nianbao.audit.frame import Reading
from nianbao.audit.sheets import UNKNOWN, plain

RIGHT, FLAGGED, WRONG, MISSING, INVENTED = "right", "flagged", "wrong", "missing", "invented"
SILENT = frozenset((WRONG, MISSING, INVENTED))
NONZERO, ZERO, OTHER, ABSENT = "nonzero", "zero", "other", "absent"
# Findings that are no word about a cell: coverage tells two counts apart, the others look beyond the report.
NO_FLAG = frozenset(("coverage", "copy", "series", "level"))


@dataclass(frozen=True, slots=True)
class Judged:
    """One cell. `kind`: what the page prints (nonzero, zero, other: no number, absent: no such cell)."""

    key: str
    headline: bool
    kind: str
    outcome: str
    false_zero: bool
    printed: Entry
    read: Entry


def judged(cells: Mapping[str, Entry], reading: Reading, whole: bool) -> tuple[Judged, ...]:
    """Every cell that was coded, and numbers that were read where the coded tables print none.

    `whole`: every cell was coded, not the headline cells alone. Rows that a form does not know are not coded.
    """
    read = {figure["key"]: _read(figure) for figure in reading["figures"]}
    said = frozenset(
        key for finding in reading["findings"] if finding["class"] not in NO_FLAG for key in finding["keys"]
    )
    more = [key for key in read if key not in cells and ".unknown." not in key and (whole or is_headline(key))]
    return tuple(_judged({**cells, **dict.fromkeys(more, Entry(ABSENT))}, read, said))


def _judged(cells: Mapping[str, Entry], read: Mapping[str, Entry], said: frozenset[str]) -> Iterator[Judged]:
    for key, printed in cells.items():
        given = read.get(key, Entry(ABSENT))
        kind = _kind(printed)
        if kind == ABSENT and given.value is None:
            continue  # nothing is printed and no number was read
        false_zero = given.value == 0 and printed.value != 0
        yield Judged(
            key, is_headline(key), kind, _outcome(printed, given, _says(key, said)), false_zero, printed, given
        )


def _read(figure: Mapping[str, object]) -> Entry:
    value = figure["value"]
    return Entry(str(figure["status"]), None if value is None else Decimal(repr(value)))


def _kind(printed: Entry) -> str:
    if printed.value is None:
        return ABSENT if printed.status == ABSENT else OTHER
    return ZERO if printed.value == 0 else NONZERO


def _says(key: str, said: frozenset[str]) -> bool:
    """Whether a finding names the cell, its row or its table."""
    parts = key.split(".")
    return any(".".join(parts[:length]) in said for length in range(1, len(parts) + 1))


def _outcome(printed: Entry, given: Entry, says: bool) -> str:
    if printed == given:
        return RIGHT
    if says or given.status == "unreadable":
        return FLAGGED
    if printed.status == ABSENT:
        return INVENTED
    return MISSING if given.status == ABSENT else WRONG


def wrong_facts(facts: Mapping[str, str], reading: Reading) -> tuple[str, ...]:
    """The facts about the report that the reader has otherwise: year, publisher, kind, region, coverage, forms."""
    publisher, forms = reading["publisher"], reading["forms"]
    read = {
        "year": str(reading["year"] or UNKNOWN),
        "publisher": plain(publisher["name"]) or UNKNOWN,
        "kind": publisher["kind"],
        "region": publisher["region"] or UNKNOWN,
        "coverage": reading["coverage"],
        **{table: forms.get(table, NO_TABLE) for table in TABLES},
    }
    return tuple(name for name, answer in facts.items() if read[name] != answer)
