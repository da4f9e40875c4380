"""A report against last year's by magnitude: jumps, other units, tables that are the same again."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from nianbao.checks.values import judged
from nianbao.domain.comparisons import copy_rule, jump_rule, unit_rule
from nianbao.domain.report import Figure, Finding, FindingClass, Severity, Status

Figures = Mapping[str, Figure]


def against_last_year(figures: Figures, before: Figures) -> Iterator[Finding]:
    """Numbers in another unit or of another magnitude than last year's, and a table that is last year's again."""
    yield from _other_units(figures, before)
    yield from _jumps(figures, before)
    yield from _same_again(figures, before)


def likeness(figures: Figures) -> Mapping[str, Decimal] | None:
    """The numbers by which a table is known again, key -> value without zeros; null where too little stands in it.

    An unreadable cell makes it null too: what it held is not known.
    """
    rule = copy_rule()
    cells = [figure for key, figure in figures.items() if key.startswith(f"{rule.table}.")]
    if any(cell.status is Status.UNREADABLE for cell in cells):
        return None
    known = {cell.key: value for cell in cells if (value := judged(cell))}
    if len(known) < rule.numbers or len({value for value in known.values() if value > 1}) < rule.different:
        return None
    return known


def _same_again(figures: Figures, before: Figures) -> Iterator[Finding]:
    now = likeness(figures)
    if now is not None and now == likeness(before):
        yield copied(copy_rule().between_years, now, "the year before")


def copied(rule: str, numbers: Mapping[str, Decimal], of: str) -> Finding:
    """The finding of a table whose numbers are all those of another one; `of` says whose."""
    words = f"all {len(numbers)} numbers above zero of the table are those of {of}"
    return Finding(rule, Severity.SOFT, FindingClass.COPY, tuple(numbers), words)


def _jumps(figures: Figures, before: Figures) -> Iterator[Finding]:
    rule = jump_rule()
    for key, now, then in _pairs(rule.keys, figures, before):
        smaller, larger = sorted((now, then))
        if larger >= rule.least and larger >= rule.factor * smaller:
            yield _far(rule.rule, key, now, then, f"{then} the year before, now {now}")


def _other_units(figures: Figures, before: Figures) -> Iterator[Finding]:
    rule = unit_rule()
    for key, now, then in _pairs(rule.keys, figures, before):
        smaller, larger = sorted((now, then))
        if smaller > 0 and rule.ratio / rule.slack <= larger / smaller <= rule.ratio * rule.slack:
            words = f"{then} the year before, now {now}: about {rule.ratio} times, as if one were in another unit"
            yield _far(rule.rule, key, now, then, words)


def _pairs(keys: tuple[str, ...], figures: Figures, before: Figures) -> Iterator[tuple[str, Decimal, Decimal]]:
    for key in keys:
        now, then = judged(figures.get(key)), judged(before.get(key))
        if now is not None and then is not None:
            yield key, now, then


def _far(rule: str, key: str, now: Decimal, then: Decimal, words: str) -> Finding:
    return Finding(rule, Severity.SOFT, FindingClass.SERIES, (key,), f"{key}: {words}", expected=then, actual=now)
