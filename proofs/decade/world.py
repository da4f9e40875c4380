"""A world of all the decade's portals, whose divisions have a history, and looks at it on days of the past."""

import csv
import json
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import cast

from nianbao.domain.divisions.history.chronicle import tell
from nianbao.domain.divisions.history.events import Event, EventType, Unit
from nianbao.domain.divisions.history.past import COLUMNS, past_rows
from nianbao.store.fill_regions import fill_chronicle
from proofs.world import World, row_of
from simulator.decade.history import AREA_SINCE, Decade

# Waits are shortened: how often a host is asked is not what is tested.
PACE = "0.1"
DEADLINE = 3600  # seconds for one look


@dataclass
class DecadeWorld(World):
    """The decade's portals behind one simulator, a home, a database with the history of its divisions.

    `look` is a crawl of every site on a day of the past.
    """

    decade: Decade = field(kw_only=True)

    def __post_init__(self) -> None:
        super().__post_init__()
        rows = [row_of(name, portal, False) for name, portal in self.portals.items()]
        sites = "".join(map(dated, rows, self._first_years()))
        (self.home / "shili.toml").write_text(sites, encoding="utf-8")
        self.env |= {"PROOF_PACE": PACE, "PROOF_PATIENCE": "1", "PROOF_PAST": str(self.home / "past.csv")}

    def fill(self, regions: Path) -> None:
        """Tell the database, and the files that the crawler reads, of the divisions as they were and are."""
        told = tell([Unit(*unit) for unit in self.decade.counties.first_units()], events_of(self.decade))
        with self.engine.begin() as connection:
            fill_chronicle(connection, told)
        regions.write_text(list_of_last(self.decade), encoding="utf-8")
        write(self.home / "past.csv", [COLUMNS, *past_rows(told)])

    def look(self, day: date) -> "subprocess.CompletedProcess[str]":
        """Crawl every site of the decade as if it were that day."""
        ago = (datetime.now(UTC).date() - day).days
        names = [f"shili_{name}" for name in self.portals]
        running = self.start("crawl", *names, PROOF_DAYS_AGO=str(ago))
        said, told = running.communicate(timeout=DEADLINE)
        return subprocess.CompletedProcess(running.args, running.returncode, said, told)

    def ask(self, *words: str) -> object:
        """What a command of ours prints as JSON."""
        done = self.nianbao(*words, "--format", "json")
        if done.returncode > 1:
            raise SystemExit(done.stderr)
        return json.loads(done.stdout)

    def _first_years(self) -> Sequence[int]:
        begins = {f"xian{number}": county.begins for number, county in self.decade.standing.items()}
        return [begins.get(name, AREA_SINCE) for name in self.portals]


def events_of(decade: Decade) -> Iterator[Event]:
    """What happened to the divisions, each on 1 July of its year."""
    for happening in decade.counties.happenings:
        before, after = (tuple(Unit(one[:6], one[6:]) for one in side) for side in (happening.before, happening.after))
        kind = cast(EventType, happening.kind)
        yield Event(date(happening.year, 7, 1), "day", kind, before, after, None, "known")


def dated(row: str, first_year: int) -> str:
    """A registry row with its own first year."""
    return row.replace("first_year = 2014", f"first_year = {first_year}")


def list_of_last(decade: Decade) -> str:
    """The divisions as they stand at last, in the columns of the national list."""
    return "".join(f"{','.join(row)}\n" for row in [("code", "name", "level", "parent"), *decade.counties.last_units()])


def write(file: Path, rows: Iterable[Sequence[str]]) -> None:
    """Rows as CSV."""
    with file.open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened, lineterminator="\n").writerows(rows)
