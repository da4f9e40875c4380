"""The rows of codebook and crosswalk, made from the forms."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from nianbao.domain.crosswalk import Grade, Partition, Share, crosswalk
from nianbao.domain.forms import Form, Indicator, forms
from nianbao.store.codebook_facts import outcome_class


@dataclass(frozen=True, slots=True)
class Entry:
    """One figure of the codebook: what its latest form calls it, in which forms and report years it is asked for.

    `evidence`: how its label is known.
    """

    key: str
    short_name: str
    position: int
    label_zh: str
    label_en: str
    unit: str | None
    forms: list[str]
    first_year: int
    last_year: int | None
    headline: bool
    evidence: str


def codebook() -> tuple[Entry, ...]:
    """Every figure some form asks for, those of the latest forms first."""
    asked: dict[str, list[tuple[Form, Indicator]]] = {}
    for form in forms().values():
        for indicator in form.indicators:
            asked.setdefault(indicator.key, []).append((form, indicator))
    return tuple(_entry(position, found) for position, found in enumerate(asked.values()))


def _entry(position: int, found: list[tuple[Form, Indicator]]) -> Entry:
    _, latest = found[0]
    in_force = [form for form, _ in found]
    ended = [form.last_year for form in in_force if form.last_year is not None]
    return Entry(
        key=latest.key,
        short_name=latest.short_name,
        position=position,
        label_zh=latest.label,
        label_en=latest.english,
        unit=latest.unit,
        forms=[form.name for form in reversed(in_force)],
        first_year=min(form.first_year for form in in_force),
        last_year=max(ended) if len(ended) == len(in_force) else None,
        headline=latest.headline,
        evidence=latest.evidence,
    )


@dataclass(frozen=True, slots=True)
class Part:
    """A figure of one form as a part of a class of outcomes, of a series or of what the classes leave over.

    See `nianbao.domain.crosswalk`.
    """

    h_key: str
    form: str
    key: str
    kind: str
    coefficient: Decimal
    grade: str
    caveat: str
    broad: bool


RESIDUAL = "outcome_residual"
LEFT_OVER = "the printed total less all classes of outcomes, the broad variant included; never spread over them"


def crosswalk_parts() -> Iterator[Part]:
    """Every part: classes form by form and what they leave over, then series."""
    walk = crosswalk()
    for partition in walk.partitions.values():
        yield from (_part(share, "class") for share in partition.shares)
        yield from _residual(partition)
    for series in walk.series.values():
        yield from (_part(share, "series") for share in series.shares)


def _residual(partition: Partition) -> Iterator[Part]:
    signed = [(partition.total, Decimal(1)), *((share.key, -share.coefficient) for share in partition.shares)]
    for key, coefficient in signed:
        yield Part(RESIDUAL, partition.form, key, "residual", coefficient, str(Grade.C), LEFT_OVER, broad=False)


def _part(share: Share, kind: str) -> Part:
    return Part(
        share.belongs_to, share.form, share.key, kind, share.coefficient, str(share.grade), share.caveat, share.broad
    )


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure as one form prints it: its labels and unit there, and the class of outcomes it belongs to there."""

    form: str
    key: str
    position: int
    label_zh: str
    label_en: str
    unit: str | None
    outcome_class: str | None
    evidence: str


def form_cells() -> Iterator[Cell]:
    """Every cell of every form, in the order of the form."""
    for form in forms().values():
        for position, asked in enumerate(form.indicators):
            yield Cell(
                form=form.name,
                key=asked.key,
                position=position,
                label_zh=asked.label,
                label_en=asked.english,
                unit=asked.unit,
                outcome_class=outcome_class(form.name, asked.key),
                evidence=asked.evidence,
            )
