"""One row a figure or quantity of an export: the source of the codebook's pages and of the DDI."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase

from nianbao.domain.crosswalk import Share, crosswalk
from nianbao.domain.forms import forms
from nianbao.domain.regime import regime_events
from nianbao.exports.columns import Column, quantity_columns
from nianbao.exports.profile import OfFigure, Profile
from nianbao.exports.selection import Selection
from nianbao.store.codebook import Entry


@dataclass(frozen=True, slots=True)
class Described:
    """A figure as the codebook describes it; texts are ready to print, numbers null where the export has none."""

    key: str
    short_name: str
    label_zh: str
    label_en: str
    unit: str
    forms: str
    first_year: str
    last_year: str
    evidence: str
    concept: str
    grade: str
    caveat: str
    break_years: str
    identities: str
    n: int
    n_by_status: str
    min: float | None
    median: float | None
    p99: float | None
    max: float | None


def described_figures(selection: Selection, profile: Profile) -> tuple[Described, ...]:
    """Every figure of the selection, in the order of the wide files."""
    return tuple(_figure(entry, profile.figures.get(entry.key, OfFigure())) for entry in selection.entries())


def _figure(entry: Entry, found: OfFigure) -> Described:
    shares = _shares(entry.key)
    spread = found.spread()
    return Described(
        key=entry.key,
        short_name=entry.short_name,
        label_zh=entry.label_zh,
        label_en=entry.label_en,
        unit=entry.unit or "",
        forms=" ".join(entry.forms),
        first_year=str(entry.first_year),
        last_year="" if entry.last_year is None else str(entry.last_year),
        evidence=entry.evidence,
        concept=" ".join(sorted({share.belongs_to for share in shares})),
        grade=max((str(share.grade) for share in shares), default=""),
        caveat="; ".join(dict.fromkeys(share.caveat for share in shares if share.caveat)),
        break_years=" ".join(str(year) for year in break_years(entry.key)),
        identities=" ".join(_identities(entry.key)),
        n=found.statuses["number"],
        n_by_status=" ".join(f"{status}={count}" for status, count in sorted(found.statuses.items())),
        min=spread["min"],
        median=spread["median"],
        p99=spread["p99"],
        max=spread["max"],
    )


def _shares(key: str) -> list[Share]:
    return [share for share in _all_shares() if share.key == key]


def _all_shares() -> Iterator[Share]:
    for partition in crosswalk().partitions.values():
        yield from partition.shares
    for series in crosswalk().series.values():
        yield from series.shares


def break_years(key: str) -> list[int]:
    """Report years from which a law or form bears on the key, so that nothing is joined across them."""
    events = (event for event in regime_events() if any(fnmatchcase(key, pattern) for pattern in event.affects))
    return sorted({event.affects_from_year for event in events})


def _identities(key: str) -> list[str]:
    found = (rule for form in forms().values() for rule in form.identities)
    return list(dict.fromkeys(rule.rule for rule in found if any(term.key == key for term in rule.terms)))


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity that several forms ask for: its grade, what to know, and its sum form by form."""

    name: str
    label_zh: str
    label_en: str
    grade: str
    caveat: str
    sums: Mapping[str, str]


def described_quantities() -> tuple[Quantity, ...]:
    """Every quantity, in the order of `report_panel_harmonised`."""
    return tuple(_quantity(column) for column in quantity_columns())


def _quantity(column: Column) -> Quantity:
    walk = crosswalk()
    whole = walk.classes.get(column.name) or walk.series.get(column.name)
    sums: dict[str, list[str]] = {}
    for share in _all_shares():
        if share.belongs_to == column.name:
            times = "" if share.coefficient == 1 else f"{share.coefficient} * "
            sums.setdefault(share.form, []).append(f"{times}{share.key}" + (" (broad)" if share.broad else ""))
    return Quantity(
        column.name,
        column.zh,
        column.en,
        grade="C" if whole is None else str(whole.grade),
        caveat="the printed total less all classes of outcomes" if whole is None else whole.caveat,
        sums={form: " + ".join(keys) for form, keys in sums.items()},
    )
