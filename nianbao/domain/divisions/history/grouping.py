"""Rows of the list of changes, one a code, put together to events: all rows that lead to one code are one event."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from nianbao.domain.divisions.history.events import EventType
from nianbao.domain.divisions.history.sources import Change

SAME_KIND: Mapping[str, EventType] = {"更名": "rename", "同名改码": "recode"}
UPGRADES = ("撤县设市", "撤县设区", "撤市设区", "撤旗设区", "撤地设市", "区划调整", "撤销")


class ChangeNotUnderstood(Exception):
    """Rows that make no event, and that the corrections do not name."""


@dataclass(frozen=True, slots=True)
class Grouped:
    """An event as the rows tell it: codes before, code and name after."""

    type: EventType
    before: tuple[str, ...]
    after: tuple[str, str]
    doc_no: str | None


def group_changes(rows: Iterable[Change], standing: Mapping[str, str]) -> Iterator[Grouped]:
    """The events of one year. `standing`: code -> name before any of them. Raises `ChangeNotUnderstood`."""
    for new, found in groupby(sorted(rows, key=lambda row: row.new), key=lambda row: row.new):
        yield _group(new, list(found), standing)


def _group(new: str, rows: list[Change], standing: Mapping[str, str]) -> Grouped:
    named = [row for row in rows if row.old]
    before = tuple(sorted({row.old for row in named}))
    doc_no = next((row.doc_no for row in rows if row.doc_no), None)
    if not new or not before:
        raise ChangeNotUnderstood(f"{rows[0].year}: {', '.join(map(str, rows))} {rows[0].new_name}")
    name = rows[0].new_name
    if new in standing and new not in before:
        return Grouped("merge", tuple(sorted({*before, new})), (new, standing[new]), doc_no)
    if len(before) > 1:
        return Grouped("merge", before, (new, name), doc_no)
    return Grouped(_type(named[0]), before, (new, name), doc_no)


def _type(row: Change) -> EventType:
    if row.type in UPGRADES:
        return "upgrade"
    if row.type not in SAME_KIND:
        raise ChangeNotUnderstood(f"{row.year}: {row} {row.type}")
    return SAME_KIND[row.type]
