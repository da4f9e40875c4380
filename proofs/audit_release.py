"""A release of made reports, and what a reader with a planted fault makes of them; what was planted is written down."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import Any

from conformance.figures import drawn_figures
from conformance.forms import NATIONAL, years_of
from nianbao.audit.frame import Unit, era_of

Figures = Mapping[str, Decimal]
# How many of a hundred: forms, kinds of file, levels.
FORMS = {"national_2021": 50, "national_2019": 20, "fujian_2014": 10, "national_2014": 10, "sh_family_2008": 10}
KINDS = {"html": 62, "pdf": 18, "office": 12, "picture": 8}
LEVELS = {"county": 70, "prefecture": 18, "township": 9, "province": 3}


@dataclass(frozen=True, slots=True)
class Made:
    """A report, what its page prints, and the form of each table."""

    unit: Unit
    facts: Mapping[str, str]
    figures: Figures


def made_release(size: int, seed: int) -> tuple[Made, ...]:
    """`size` reports of invented publishers; codes are of no region."""
    random = Random(seed)  # noqa: S311 - repeatable draws are wanted
    return tuple(_report(number, random) for number in range(size))


def _one_of(shares: Mapping[str, int], random: Random) -> str:
    return random.choices(list(shares), list(shares.values()))[0]


def _report(number: int, random: Random) -> Made:
    form = _one_of(FORMS, random)
    year = random.randint(*years_of(form))
    region = f"99{random.randint(1, 31):02}{random.randint(1, 40):02}"
    unit = Unit(
        f"{region}-{number}", era_of(year), _one_of(KINDS, random), _one_of(LEVELS, random), region, "government", ""
    )
    national = form if form in NATIONAL else "none"
    facts = {"year": str(year), "publisher": f"示例县{number}", "kind": "government", "region": "unknown"}
    tables = {"t2": national, "t3": national, "t4": national, "annex": "none" if form in NATIONAL else form}
    return Made(unit, {**facts, "coverage": "aggregate", **tables}, drawn_figures(form, random))


def reading_of(one: Made, figures: Figures) -> dict[str, Any]:
    """The JSON of a reader that makes these figures of a report, and says nothing of its own."""
    facts = one.facts
    return {
        "year": int(facts["year"]),
        "publisher": {"name": facts["publisher"], "kind": facts["kind"], "region": None},
        "coverage": facts["coverage"],
        "forms": {table: facts[table] for table in ("t2", "t3", "t4", "annex") if facts[table] != "none"},
        "figures": [{"key": key, "value": _plain(value), "status": "number"} for key, value in figures.items()],
        "findings": [],
    }


def _plain(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _lone_digits_lost(one: Made, random: Random) -> Iterator[tuple[str, Decimal]]:
    """Pictures: a lone digit is now and then read as 0."""
    if one.unit.kind == "picture":
        for key, value in one.figures.items():
            if 0 < value < 10 and random.random() < 0.04:
                yield key, Decimal(0)


def _row_shifted(one: Made, random: Random) -> Iterator[tuple[str, Decimal]]:
    """PDF: in one report of fifteen a row has the numbers of the row below it."""
    if one.unit.kind == "pdf" and random.random() < 1 / 15:
        keys = list(one.figures)
        start = random.randrange(0, len(keys) - 14)
        yield from ((keys[place], one.figures[keys[place + 7]]) for place in range(start, start + 7))


def _one_in_a_hundred(one: Made, random: Random) -> Iterator[tuple[str, Decimal]]:
    """Everywhere: one report in a hundred has a number that lost its last digit."""
    tall = [key for key, value in one.figures.items() if value >= 10]
    if tall and random.random() < 0.01:
        key = random.choice(tall)
        yield key, one.figures[key] // 10


FAULTS: Mapping[str, Callable[[Made, Random], Iterator[tuple[str, Decimal]]]] = {
    "lone_digits_lost": _lone_digits_lost,
    "row_shifted": _row_shifted,
    "one_in_a_hundred": _one_in_a_hundred,
}


def planted(release: tuple[Made, ...], fault: str, seed: int) -> tuple[dict[str, Any], dict[str, list[str]]]:
    """Report -> its reading with the fault, and report -> the keys that it changed: the ledger of the truth."""
    random = Random(f"{seed}/{fault}")  # noqa: S311 - repeatable draws are wanted
    readings: dict[str, Any] = {}
    ledger: dict[str, list[str]] = {}
    for one in release:
        changes = dict(FAULTS[fault](one, random))
        readings[one.unit.report_id] = reading_of(one, {**one.figures, **changes})
        ledger[one.unit.report_id] = [key for key, value in changes.items() if value != one.figures[key]]
    return readings, ledger
