"""Derived indicators: their formulas as data, written out as the figures of each form with numeric coefficients."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from nianbao.domain.crosswalk import Grade, caveats_of, crosswalk

TOTAL = "total"
APPLICANTS = (
    "natural_person",
    "commercial_enterprise",
    "research_institution",
    "public_interest_org",
    "legal_service_org",
    "other_org",
)
# What a rate of no form stands under; it is of the report itself.
NO_FORM = ""


@dataclass(frozen=True, slots=True)
class Term:
    """A figure of one form in a sum. `source`: figure, report (a count of it), previous (year before), denominator."""

    form: str
    source: str
    key: str
    coefficient: Decimal

    @property
    def table(self) -> str:
        """The table that the figure is in, as the first part of its key has it; empty for what is no figure."""
        return self.key.partition(".")[0] if self.source in ("figure", "previous") else ""


@dataclass(frozen=True, slots=True)
class Total:
    """A printed total and the parts that must add up to it, for one kind of applicant (or all: total)."""

    name: str
    applicant: str
    printed: tuple[Term, ...]
    parts: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Era:
    """The forms a rate can be had from, and how it compares there. No forms: the rate is of the report itself."""

    name: str
    forms: tuple[str, ...]
    grade: Grade
    caveat: str
    caveat_zh: str
    tables: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rate:
    """A derived indicator: `scale` times numerator over denominator; terms by applicant."""

    key: str
    english: str
    scale: Decimal
    totals: tuple[str, ...]
    eras: tuple[Era, ...]
    numerator: Mapping[str, tuple[Term, ...]]
    denominator: Mapping[str, tuple[Term, ...]]

    @property
    def applicants(self) -> tuple[str, ...]:
        """total, and where it is kept by kind of applicant these as well."""
        return tuple(self.numerator)

    @property
    def sources(self) -> frozenset[str]:
        """What its terms are: see Term."""
        terms = (*self.numerator[TOTAL], *self.denominator[TOTAL])
        return frozenset(term.source for term in terms)


@cache
def rates() -> tuple[Rate, ...]:
    """All of them, in the order of the file. Raises KeyError or ValueError naming what is wrong in the data."""
    return tuple(_rate(entry) for entry in _data("rates")["rate"])


@cache
def totals() -> tuple[Total, ...]:
    """The printed totals that rates are held against, for every kind of applicant that is asked for."""
    return tuple(total for entry in _data("rate_sums")["total"] for total in _totals(entry))


def _totals(entry: Mapping[str, Any]) -> Iterator[Total]:
    by_applicant = "{applicant}" in str(entry["printed"])
    for applicant in (TOTAL, *APPLICANTS) if by_applicant else (TOTAL,):
        printed, parts = (tuple(_terms(entry[side], applicant)) for side in ("printed", "parts"))
        yield Total(entry["name"], applicant, printed, parts)


def _rate(entry: Mapping[str, Any]) -> Rate:
    applicants = (TOTAL, *APPLICANTS) if entry.get("applicants") else (TOTAL,)
    sides = {side: {who: _side(entry[side], who) for who in applicants} for side in ("numerator", "denominator")}
    terms = (*sides["numerator"][TOTAL], *sides["denominator"][TOTAL])
    eras = tuple(_era(entry["key"], era, terms) for era in entry["eras"])
    asked = {form for era in eras for form in era.forms or (NO_FORM,)}
    return Rate(
        key=entry["key"],
        english=entry["english"],
        scale=Decimal(entry.get("scale", 1)),
        totals=tuple(entry.get("totals", ())),
        eras=eras,
        numerator={who: tuple(t for t in side if t.form in asked) for who, side in sides["numerator"].items()},
        denominator={who: tuple(t for t in side if t.form in asked) for who, side in sides["denominator"].items()},
    )


def _side(names: Sequence[str], applicant: str) -> tuple[Term, ...]:
    sums = {entry["name"]: entry["terms"] for entry in _data("rate_sums")["sum"]}
    return tuple(term for name in names for term in _terms(sums[name], applicant))


def _era(rate: str, entry: Mapping[str, Any], terms: Sequence[Term]) -> Era:
    """An era of a rate with the tables it needs. Raises ValueError where a form lacks one of the tables of another."""
    forms = tuple(_data("rate_sums")["eras"][entry["era"]])
    needed = [tuple(dict.fromkeys(t.table for t in terms if t.form == form and t.table)) for form in forms]
    if len({frozenset(tables) for tables in needed}) > 1:
        raise ValueError(f"{rate}: the forms of {entry['era']} need different tables: {needed}")
    tables = needed[0] if needed else ()
    return Era(entry["era"], forms, Grade(entry["grade"]), *caveats_of(entry), tables)


def _terms(entries: Sequence[Mapping[str, Any]], applicant: str) -> Iterator[Term]:
    for entry in entries:
        weighted = entry["weighted"] if "weighted" in entry else dict.fromkeys(entry["keys"], 1)
        for form in _forms(entry):
            for pattern, coefficient in weighted.items():
                for key in _keys(pattern, form, applicant):
                    yield _term(form, key, Decimal(coefficient))


def _forms(entry: Mapping[str, Any]) -> Sequence[str]:
    named: Sequence[str] = entry["forms"] if "forms" in entry else _data("rate_sums")["eras"][entry["era"]]
    return named or (NO_FORM,)


def _keys(pattern: str, form: str, applicant: str) -> Iterator[str]:
    if pattern == "@outcomes":
        for share in crosswalk().partitions[form].shares:
            stem, dot, column = share.key.rpartition(".")
            yield f"{stem}{dot}{applicant}" if column == TOTAL else share.key
    else:
        yield pattern.format(applicant=applicant)


def _term(form: str, key: str, coefficient: Decimal) -> Term:
    match key.partition(":")[0], key.partition(".")[0]:
        case "previous", _:
            return Term(form, "previous", key.removeprefix("previous:"), coefficient)
        case _, "report":
            return Term(form, "report", key.removeprefix("report."), coefficient)
        case "resident_population", _:
            return Term(form, "denominator", key, coefficient)
        case _:
            return Term(form, "figure", key, coefficient)


@cache
def _data(name: str) -> Mapping[str, Any]:
    return tomllib.loads(files("nianbao.domain").joinpath(f"{name}.toml").read_text(encoding="utf-8"))
