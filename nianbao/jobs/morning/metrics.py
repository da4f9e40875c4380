"""What is measured for operators: numbers out of the morning report, the database, the disk."""

import shutil
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection

from nianbao.jobs.morning.report import Morning, morning
from nianbao.jobs.morning.rules import rules
from nianbao.store.models.looks import SITE_STATES
from nianbao.store.query_health import Sizes, planned_sites, sizes

Labels = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gauge:
    """A number that goes up and down. `labels`: their names; `values`: number by their values."""

    name: str
    help: str
    labels: Labels
    values: Mapping[Labels, float]


Values = dict[Labels, float]


@dataclass(frozen=True, slots=True)
class Measured:
    """Everything of one moment. `seconds`: how long measuring took."""

    gauges: tuple[Gauge, ...]
    seconds: float


def measure(connection: Connection, regions: Mapping[str, str], now: datetime, home: Path) -> Measured:
    """Measure now. `regions`: the sites of the registry with their regions' codes; `home`: where the archive lies."""
    begun = time.monotonic()
    told = morning(connection, regions, now)
    gauges = [*_of_night(told), *_of_store(sizes(connection)), *_of_disk(home), _planned(planned_sites(connection))]
    return Measured(tuple(gauges), time.monotonic() - begun)


def _of_night(told: Morning | None) -> Iterator[Gauge]:
    """Every alarm and state has its number, 0 too: a row that comes and goes cannot be alerted on."""
    counts = Counter((one.alarm, one.level) for one in told.alarms) if told else Counter[Labels]()
    alarms: Values = {(rule.name, rule.level): float(counts[rule.name, rule.level]) for rule in rules().values()}
    yield Gauge("nianbao_alarms", "Alarms of the last night, by name and level.", ("alarm", "level"), alarms)
    night = told.sites if told else {}
    standing = told.standing if told else {}
    yield _states("nianbao_night_sites", "Sites of the last night, by how they ended.", night, SITE_STATES)
    states = (*SITE_STATES, "never")
    yield _states("nianbao_sites", "Sites of the registry, by how they were found at last.", standing, states)
    yield _states("nianbao_frame_units", "Units of the year before, by state.", _frame(told), ())
    reports: Values = {("new",): float(told.new), ("changed",): float(told.changed)} if told else {}
    yield Gauge("nianbao_night_reports", "Reports of the last night.", ("what",), reports)
    at: Values = {(): datetime.fromisoformat(f"{told.night}T00:00:00+00:00").timestamp()} if told else {}
    yield Gauge(
        "nianbao_last_night_timestamp_seconds", "Day (UTC) of the last night; none: nothing was crawled.", (), at
    )


def _frame(told: Morning | None) -> Mapping[str, int]:
    return told.frame if told else {}


def _states(name: str, about: str, counts: Mapping[str, int], states: tuple[str, ...]) -> Gauge:
    values: Values = {(state,): float(counts.get(state, 0)) for state in (*states, *counts)}
    return Gauge(name, about, ("state",), values)


def _of_store(held: Sizes) -> Iterator[Gauge]:
    for name, about, value in (
        ("nianbao_database_bytes", "Size of the database.", held.bytes),
        ("nianbao_reports", "Reports held.", held.reports),
        ("nianbao_editions", "Contents of documents held.", held.editions),
        ("nianbao_captures", "Answers on record, as Postgres estimates them.", held.captures),
        ("nianbao_figures", "Figures held, as Postgres estimates them.", held.figures),
    ):
        yield Gauge(name, about, (), {(): float(value)})


def _of_disk(home: Path) -> Iterator[Gauge]:
    there = next(one for one in (home, *home.parents) if one.exists())
    archives = [file.stat().st_size for file in (home / "archive").glob("*.warc.gz")]
    yield Gauge(
        "nianbao_disk_free_bytes", "Free where NIANBAO_HOME lies.", (), {(): float(shutil.disk_usage(there).free)}
    )
    yield Gauge("nianbao_archive_bytes", "Archive files in NIANBAO_HOME.", (), {(): float(sum(archives))})
    yield Gauge("nianbao_archive_files", "How many they are.", (), {(): float(len(archives))})


def _planned(counts: Mapping[str, int]) -> Gauge:
    return _states("nianbao_planned_sites", "Sites of the latest plans, by state.", counts, ())
