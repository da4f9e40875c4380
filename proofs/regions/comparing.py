"""What is not alike: the replay against today's list, against the lists of its months, against what fills the store."""

import calendar
import csv
import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from nianbao.domain.divisions.history import chronicle
from proofs.regions.lists import dated_lists
from proofs.regions.replaying import State, first_list, replayed, told_events

HERE = Path(__file__).parent
TODAY = HERE.parents[1] / "nianbao" / "domain" / "divisions" / "regions.csv"


def events_that_do_not_fit() -> list[str]:
    """Each event that names what is not there, makes what is there already, or changes nothing."""
    found = replayed(first_list(), told_events())
    return [f"{row['date']} {row['type']} {row['to'] or row['from']}: {wrong}" for row, all_ in found for wrong in all_]


def state_on(day: date) -> State:
    """The list as the replay has it on a day."""
    state = first_list()
    for _ in replayed(state, [row for row in told_events() if row["date"] <= day.isoformat()]):
        pass
    return state


def against_today(day: date) -> list[str]:
    """What the replay has otherwise than the national list: codes and names; and what the chronicle has: parents."""
    with TODAY.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    named = _unlike(state_on(day), {row["code"]: row["name"] for row in rows})
    lives = chronicle().lives
    above = {spell.code: lives[spell.parent].code if spell.parent else "" for spell in chronicle().on(day)}
    return [*named, *_unlike(above, {row["code"]: row["parent"] for row in rows})]


def against_chronicle(days: list[date]) -> list[str]:
    """What the database is filled with otherwise than the replay has it, on these days."""
    told = ((day, {spell.code: spell.name for spell in chronicle().on(day)}) for day in days)
    return [f"{day}: {unlike}" for day, held in told for unlike in _unlike(held, state_on(day))]


def against_lists() -> Iterator[tuple[str, str, str | None]]:
    """Month, difference between the replay at the end of that month and its list, and the reason, if there is one."""
    for month, listed in dated_lists():
        year, number = map(int, month.split("-"))
        state = state_on(max(date(2008, 1, 1), date(year, number, calendar.monthrange(year, number)[1])))
        for code in sorted(state.keys() | listed.keys()):
            if state.get(code) != listed.get(code):
                told = f"{code} {state.get(code, 'nothing')}, in the list {listed.get(code, 'nothing')}"
                yield month, told, reason_for(month, code)


def reason_for(month: str, code: str) -> str | None:
    """Why a list of that month differs at this code; null: nobody knows."""
    return next((fault["reason"] for fault in _faults() if _is_of(fault, month, code)), None)


def _is_of(fault: Mapping[str, Any], month: str, code: str) -> bool:
    since, until = fault.get("since", "2007-12"), fault.get("until", "2019-04")
    pattern = fault.get("pattern")
    return since <= month <= until and (code in fault.get("codes", ()) or bool(pattern and re.fullmatch(pattern, code)))


@cache
def _faults() -> list[dict[str, Any]]:
    faults: list[dict[str, Any]] = tomllib.loads((HERE / "faults.toml").read_text(encoding="utf-8"))["fault"]
    return faults


def _unlike(one: Mapping[str, str], other: Mapping[str, str]) -> list[str]:
    codes = sorted(one.keys() | other.keys())
    return [f"{code}: {one.get(code)}, {other.get(code)}" for code in codes if one.get(code) != other.get(code)]
