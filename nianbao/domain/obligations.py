"""Who has to publish a report of which year, by when and by which law; the facts stand in `obligations.toml`."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Obligation:
    """The duty of a kind of organ in a span of report years, both ends included; `last_year` null: it still holds.

    `due_month`, `due_day`: last day to publish, in the year after the one reported on; both null where the law names
    none. `law`: title and article; `says`: whom it obliges; `evidence`: V read, R recalled, I inferred.
    """

    kind: str
    first_year: int
    last_year: int | None
    due_month: int | None
    due_day: int | None
    law: str
    says: str
    evidence: str


@cache
def obligations() -> tuple[Obligation, ...]:
    """Every duty, by kind of organ and year."""
    laws = {law["name"]: law for law in _data()["law"]}
    read = (duty for row in _data()["obligation"] for duty in _read(row, laws[row["law"]]))
    return tuple(sorted(read, key=lambda duty: (duty.kind, duty.first_year)))


def codes_elsewhere() -> frozenset[str]:
    """Codes of the divisions in which the Regulation is not in force."""
    return frozenset(_data()["elsewhere"]["codes"])


def _read(row: Mapping[str, Any], law: Mapping[str, Any]) -> Iterator[Obligation]:
    month, _, day = row.get("due", "").partition("-")
    for kind in row["kinds"]:
        yield Obligation(
            kind=kind,
            first_year=law["first_year"],
            last_year=law.get("last_year"),
            due_month=int(month) if month else None,
            due_day=int(day) if day else None,
            law=law["title"],
            says=row["says"],
            evidence=row["evidence"],
        )


@cache
def _data() -> Mapping[str, Any]:
    return tomllib.loads(files(__package__).joinpath("obligations.toml").read_text(encoding="utf-8"))
