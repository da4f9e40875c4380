"""One row a figure or quantity of an export: the source of the codebook's pages and of the DDI."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from nianbao.domain.crosswalk import Share, crosswalk
from nianbao.exports.columns import Column, quantity_columns
from nianbao.exports.profile import OfFigure, Profile
from nianbao.exports.selection import Selection
from nianbao.store.codebook import Entry
from nianbao.store.codebook_facts import facts_of


@dataclass(frozen=True, slots=True)
class Described:
    """A figure as the codebook describes it; texts are ready to print, numbers null where the export has none.

    Of the fields that `pub.codebook` has as well the meanings stand there.
    """

    key: str
    short_name: str
    label_zh: str
    label_en: str
    definition_zh: str
    definition_en: str
    counting_rule: str
    measure: str
    unit: str
    structural_zero_except: str
    forms: str
    first_year: str
    last_year: str
    legal_basis_2019: str
    evidence: str
    concept: str
    grade: str
    caveat: str
    caveat_zh: str
    break_years: str
    ground_class: str
    outcome_class: str
    applicant_class: str
    comparable_foi_term: str
    valid_min: str
    identities: str
    aliases: str
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
    facts, spread = facts_of(entry.key), found.spread()
    return Described(
        key=entry.key,
        short_name=entry.short_name,
        label_zh=entry.label_zh,
        label_en=entry.label_en,
        definition_zh=facts.definition_zh or "",
        definition_en=facts.definition_en or "",
        counting_rule=facts.counting_rule or "",
        measure=facts.measure or "",
        unit=entry.unit or "",
        structural_zero_except=" ".join(facts.structural_zero_except or ()),
        forms=" ".join(entry.forms),
        first_year=str(entry.first_year),
        last_year="" if entry.last_year is None else str(entry.last_year),
        legal_basis_2019=facts.legal_basis_2019 or "",
        evidence=entry.evidence,
        concept=" ".join(facts.concept),
        grade=facts.grade or "",
        caveat=facts.caveat,
        caveat_zh=facts.caveat_zh,
        break_years=" ".join(map(str, facts.break_years)),
        ground_class=facts.ground_class or "",
        outcome_class=facts.outcome_class or "",
        applicant_class=facts.applicant_class or "",
        comparable_foi_term=facts.foi_term or "",
        valid_min="" if facts.valid_min is None else str(facts.valid_min),
        identities=" ".join(facts.identities),
        aliases="; ".join(facts.aliases),
        n=found.statuses["number"],
        n_by_status=" ".join(f"{status}={count}" for status, count in sorted(found.statuses.items())),
        min=spread["min"],
        median=spread["median"],
        p99=spread["p99"],
        max=spread["max"],
    )


def _all_shares() -> Iterator[Share]:
    for partition in crosswalk().partitions.values():
        yield from partition.shares
    for series in crosswalk().series.values():
        yield from series.shares


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
