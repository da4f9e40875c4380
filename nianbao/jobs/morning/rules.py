"""The alarms and their thresholds: `alarms.toml`, read once."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

# Fields of the data file that every alarm has; all others are its own thresholds.
COMMON = ("name", "about", "level", "means", "do")


@dataclass(frozen=True, slots=True)
class Rule:
    """An alarm of the data file. `about`: site, report, province, crawl or night; `level`: alarm or note.

    `means`, `do`: what it says and what is to be done, in words; `limits`: its thresholds by name.
    """

    name: str
    about: str
    level: str
    means: str
    do: str
    limits: Mapping[str, Any]


@cache
def rules() -> Mapping[str, Rule]:
    """Every alarm by its name."""
    read = ({name: row.pop(name) for name in COMMON} | {"limits": row} for row in map(dict, _data()["alarm"]))
    return {row["name"]: Rule(**row) for row in read}


def limit(alarm: str, name: str) -> Any:
    """A threshold of an alarm. Raises KeyError where the data file has none of that name."""
    return rules()[alarm].limits[name]


def alarm_of_trouble() -> Mapping[str, str]:
    """Kind of trouble of a crawl's account -> the alarm it is told as, or `list`."""
    return dict(_data()["troubles"])


def alarm_of_state() -> Mapping[str, str]:
    """State of a look without troubles on record -> the alarm it is told as."""
    return dict(_data()["states"])


def health_limit(name: str) -> int:
    """A threshold of the health checks. Raises KeyError."""
    return int(_data()["health"][name])


@cache
def _data() -> Mapping[str, Any]:
    return tomllib.loads((files("nianbao.jobs.morning") / "alarms.toml").read_text("utf-8"))
