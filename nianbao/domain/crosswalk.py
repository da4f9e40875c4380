"""The crosswalk: what the forms of all years ask for alike, as sums of their figures with numeric coefficients."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any


class Grade(StrEnum):
    """How far values of different forms compare: A; B with its caveat; C a break, never joined; X one period only."""

    A = "A"
    B = "B"
    C = "C"
    X = "X"


@dataclass(frozen=True, slots=True)
class OutcomeClass:
    """A way in which a request ends, whatever the form calls it."""

    key: str
    label: str
    english: str
    grade: Grade
    caveat: str
    caveat_zh: str


@dataclass(frozen=True, slots=True)
class Share:
    """A figure of one form as part of a class or series. `broad`: counted in the broad variant alone."""

    form: str
    key: str
    belongs_to: str
    coefficient: Decimal
    grade: Grade
    caveat: str
    caveat_zh: str
    broad: bool = False


@dataclass(frozen=True, slots=True)
class Partition:
    """The outcomes of one form: every figure in exactly one class, all classes together the printed `total`."""

    form: str
    total: str
    shares: tuple[Share, ...]

    def classes(self, values: Mapping[str, Decimal | None], *, broad: bool = True) -> dict[str, Decimal | None]:
        """Class -> sum of its figures, null where one of them has no value; classes without a figure are not there."""
        sums: dict[str, Decimal | None] = {}
        for share in self.shares:
            if share.broad and not broad:
                continue
            before, value = sums.get(share.belongs_to, Decimal(0)), values.get(share.key)
            known = None if before is None or value is None else before + share.coefficient * value
            sums[share.belongs_to] = known
        return sums

    def residual(self, values: Mapping[str, Decimal | None]) -> Decimal | None:
        """The printed total less all classes in their broad variant; null where a figure has no value."""
        total, parts = values.get(self.total), list(self.classes(values).values())
        known = [part for part in parts if part is not None]
        return total - sum(known, Decimal(0)) if total is not None and len(known) == len(parts) else None


@dataclass(frozen=True, slots=True)
class Series:
    """A quantity that several forms ask for, with the figures that make it up in each. It may overlap the classes."""

    key: str
    grade: Grade
    caveat: str
    caveat_zh: str
    shares: tuple[Share, ...]


@dataclass(frozen=True)
class Crosswalk:
    """Classes by key, their partition by form, other series by key. Source: the forms; figures, not sentences."""

    classes: Mapping[str, OutcomeClass]
    partitions: Mapping[str, Partition]
    series: Mapping[str, Series]


@cache
def crosswalk() -> Crosswalk:
    """The crosswalk of the two data files; raises KeyError or ValueError naming what is wrong in them."""
    data, series = _data("crosswalk"), _data("crosswalk_series")
    classes = {entry["key"]: OutcomeClass(**{**entry, "grade": Grade(entry["grade"])}) for entry in data["class"]}
    partitions = {entry["form"]: _partition(entry, classes) for entry in data["partition"]}
    return Crosswalk(classes, partitions, {entry["key"]: _series(entry) for entry in series["series"]})


def _data(name: str) -> Mapping[str, Any]:
    return tomllib.loads(files("nianbao.domain").joinpath(f"{name}.toml").read_text(encoding="utf-8"))


def _partition(entry: Mapping[str, Any], classes: Mapping[str, OutcomeClass]) -> Partition:
    return Partition(entry["form"], entry["total"], tuple(_shares(entry, classes)))


def _shares(entry: Mapping[str, Any], classes: Mapping[str, OutcomeClass]) -> Iterator[Share]:
    for share in entry["shares"]:
        of = classes[share["class"]]
        caveat, caveat_zh = caveats_of(share) if "caveat" in share else (of.caveat, of.caveat_zh)
        yield Share(
            form=entry["form"],
            key=share["key"],
            belongs_to=of.key,
            coefficient=Decimal(share["coefficient"]),
            grade=Grade(share.get("grade", of.grade)),
            caveat=caveat,
            caveat_zh=caveat_zh,
            broad=_is_broad(share),
        )


def _is_broad(share: Mapping[str, Any]) -> bool:
    match share.get("variant"):
        case None:
            return False
        case "broad":
            return True
        case unknown:
            raise ValueError(f"{share['key']}: unknown variant {unknown!r}")


def _series(entry: Mapping[str, Any]) -> Series:
    grade, caveats = Grade(entry["grade"]), caveats_of(entry)
    shares = (
        Share(form, term["key"], entry["key"], Decimal(term["coefficient"]), grade, *caveats)
        for term in entry["terms"]
        for form in term["forms"]
    )
    return Series(entry["key"], grade, *caveats, tuple(shares))


def caveats_of(entry: Mapping[str, Any]) -> tuple[str, str]:
    """What to know before comparing, in English and in Chinese; both empty: nothing. Raises KeyError without one."""
    return entry["caveat"], entry["caveat_zh"] if entry["caveat"] else ""
