"""A world of the story's portals, crawled night after night, and the morning after each."""

import json
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import text

from nianbao.domain.divisions.region import read_regions
from nianbao.store.fill import fill_regions
from proofs.world import World
from simulator.nights.places import rows
from simulator.nights.story import Story

# Waits are shortened: how often a host is asked is not what is tested.
PACE = "0.05"
DEADLINE = 900  # seconds for one night
BEGINS, MORNING = time(3, 17), time(8, 0)
SHOWN = "SELECT report_id, key, value, status FROM pub.figure"
Figures = dict[tuple[str, str], tuple[str, str]]


@dataclass
class NightsWorld(World):
    """The story's portals behind one simulator, a home and a database."""

    story: Story = field(kw_only=True)

    def __post_init__(self) -> None:
        super().__post_init__()
        self.env |= {"PROOF_PACE": PACE, "PROOF_PATIENCE": "1"}

    def fill(self, regions: Path) -> None:
        """Tell the database and the crawler of the provinces too."""
        head, _, listed = regions.read_text("utf-8").partition("\n")
        regions.write_text(f"{head}\n{rows()}{self._placed(listed)}", encoding="utf-8")
        with self.engine.begin() as connection:
            fill_regions(connection, read_regions([regions]))

    def _placed(self, listed: str) -> str:
        """Each county of the story below the prefecture that its code is of."""
        lines = [line.split(",") for line in listed.splitlines()]
        told = [[*row[:3], f"{row[0][:4]}00"] if row[0][:2] in {"96", "97", "98"} else row for row in lines]
        return "".join(f"{','.join(row)}\n" for row in told)

    def crawl(self, night: int) -> "subprocess.CompletedProcess[str]":
        """Crawl the portals of a night, at a quarter past three of its day."""
        names = [f"shili_{name}" for name in self.story.selection(night)]
        running = self.start("crawl", *names, PROOF_DAYS_AGO=self.ago(night, BEGINS))
        said, told = running.communicate(timeout=DEADLINE)
        return subprocess.CompletedProcess(running.args, running.returncode, said, told)

    def morning(self, night: int) -> Mapping[str, Any]:
        """What `nianbao status` prints at eight. Raises SystemExit where it fails."""
        ago = self.ago(night, MORNING)
        done = self.nianbao("status", "--night", f"{self.story.day(night)}", "--format", "json", PROOF_DAYS_AGO=ago)
        if done.returncode > 1 or "Traceback" in done.stderr:
            raise SystemExit(done.stderr)
        told: Mapping[str, Any] = json.loads(done.stdout)
        return {**told, "exit": done.returncode}

    def ago(self, night: int, at: time = BEGINS) -> str:
        """How many days ago a moment of that night was, as a command of ours is told."""
        then = datetime.combine(self.story.day(night), at, UTC)
        return repr((datetime.now(UTC) - then) / timedelta(days=1))

    def figures(self) -> Figures:
        """Every figure that the views show now: value and status, by report and key."""
        with self.engine.connect() as connection:
            return {(row[0], row[1]): (str(row[2]), row[3]) for row in connection.execute(text(SHOWN))}

    def subjects(self) -> Mapping[str, str]:
        """What sites and regions are called in the ledger: by the site's name, and by the code of its county."""
        codes = {portal.place.code: name for name, portal in self.portals.items()}
        return codes | {f"shili_{name}": name for name in self.portals}


def causes(told: Mapping[str, Any], names: Mapping[str, str]) -> frozenset[tuple[str, str]]:
    """What a report names, in the words of the ledger: the alarm, and whom it is about."""
    return frozenset((one["alarm"], subject_of(one["subject"], names)) for one in told["alarms"])


def subject_of(subject: str, names: Mapping[str, str]) -> str:
    """A site, `site/year`, a report by its number, a province or a day, as the ledger calls it."""
    site, _, year = subject.partition("/")
    if site in names:
        return f"{names[site]}/{year}" if year else names[site]
    code, parts = subject[:6], subject.split("-")
    # `430181-gov-2023-a`: the code, the organ, the year, what is counted.
    return f"{names[code]}/{parts[2]}" if code in names and len(parts) == 4 else subject


def new_reports(told: Mapping[str, Any], names: Mapping[str, str]) -> frozenset[tuple[str, int]]:
    """The reports that were seen first, as the ledger has them."""
    found = (subject_of(one, names).partition("/") for one in told["reports"]["first_seen"])
    return frozenset((name, int(year)) for name, _, year in found)


def without_evidence(told: Mapping[str, Any]) -> Sequence[str]:
    """Alarms about what a portal did that have nothing to show for it."""
    of_portals = {"site", "report"}
    shown = [one for one in told["alarms"] if one["about"] in of_portals and one["alarm"] not in {"overdue", "not_run"}]
    return [f"{one['alarm']} {one['subject']}" for one in shown if not one["evidence"] or not one["url"]]
