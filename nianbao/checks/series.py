"""The rules between the years of one series: same publisher lineage, same coverage."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from nianbao.checks.comparisons import against_last_year
from nianbao.checks.identities import failure, table_of
from nianbao.checks.values import holds, judged
from nianbao.domain.forms import CellRule, Form, Identity, forms
from nianbao.domain.report import Figure, Finding


@dataclass(frozen=True, slots=True)
class SeriesReport:
    """One year of a series: the form of each table and the figures by key."""

    year: int
    forms: Mapping[str, str]
    figures: Mapping[str, Figure]


@dataclass(frozen=True, slots=True)
class SeriesFinding:
    """A finding between years; it carries the later year."""

    year: int
    finding: Finding


def weigh_series(reports: Sequence[SeriesReport]) -> tuple[SeriesFinding, ...]:
    """Every rule between years that fails, oldest first. A year may occur once; their order does not matter."""
    by_year = {report.year: report for report in sorted(reports, key=lambda report: report.year)}
    if len(by_year) != len(reports):
        raise ValueError("a series has one report a year")
    return tuple(
        SeriesFinding(year, finding) for year, report in by_year.items() for finding in _of_year(report, by_year)
    )


def _of_year(report: SeriesReport, by_year: Mapping[int, SeriesReport]) -> Iterator[Finding]:
    before = by_year.get(report.year - 1)
    earlier = [other for year, other in by_year.items() if year < report.year]
    for name in dict.fromkeys(report.forms.values()):
        form = forms()[name]
        if before is not None:
            yield from _against_last_year(form, report, before)
        for rule in form.cumulative:
            yield from _cumulative(rule, form, report, earlier)
    if before is not None:
        yield from against_last_year(report.figures, before.figures)


def _against_last_year(form: Form, report: SeriesReport, before: SeriesReport) -> Iterator[Finding]:
    for identity in form.series:
        on_form = all(report.forms.get(table_of(term.key)) == form.name for term in identity.terms)
        if not on_form or report.year < identity.first_year:
            continue
        left, right = _side(identity, "left", report, before), _side(identity, "right", report, before)
        if left is not None and right is not None and not holds(left, identity.relation, right):
            yield failure(identity, left, right)


def _side(identity: Identity, side: str, report: SeriesReport, before: SeriesReport) -> Decimal | None:
    result = Decimal(0)
    for term in identity.left if side == "left" else identity.right:
        value = judged((before if term.last_year else report).figures.get(term.key))
        if value is None:
            return None
        result += term.sign * value
    return result


def _cumulative(rule: CellRule, form: Form, report: SeriesReport, earlier: Sequence[SeriesReport]) -> Iterator[Finding]:
    """One finding a year: every cumulative cell that is not what the last one and the year's own number make it."""
    failing: list[tuple[str, Decimal, Decimal]] = []
    for indicator in form.indicators:
        if not indicator.key.endswith(".cumulative"):
            continue
        expected, exact = _accumulated(indicator.key, report, earlier)
        actual = judged(report.figures.get(indicator.key))
        if expected is None or actual is None:
            continue
        if not holds(actual, "==" if exact else ">=", expected):
            failing.append((indicator.key, actual, expected))
    if failing:
        key, actual, expected = failing[0]
        message = f"{key}: {rule.expr}; expected at least {expected}, printed {actual}; {len(failing)} rows fail"
        keys = tuple(key for key, _, _ in failing)
        yield Finding(rule.rule, rule.severity, rule.finding_class, keys, message, expected=expected, actual=actual)


def _accumulated(key: str, report: SeriesReport, earlier: Sequence[SeriesReport]) -> tuple[Decimal | None, bool]:
    """What the cumulative cell must at least be, and whether it must be exactly that (the year before is held)."""
    held = [other for other in earlier if judged(other.figures.get(key)) is not None]
    if not held:
        return None, False
    last = held[-1]
    before, year = judged(last.figures.get(key)), judged(report.figures.get(key.removesuffix(".cumulative")))
    if before is None or year is None:
        return None, False
    return before + year, last.year == report.year - 1
