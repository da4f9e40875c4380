"""Single cells that cannot be, whatever the others say."""

from collections.abc import Iterator
from decimal import Decimal

from nianbao.checks.identities import table_of
from nianbao.domain.forms import CellRule, forms
from nianbao.domain.report import Figure, Finding, Report

_NOTHING = Decimal(0)


def cell_findings(report: Report, level: str | None) -> Iterator[Finding]:
    """A negative or broken count; rules (规章) of a publisher that may make none.

    `level` is that of the publisher's division, null where the region is not known: then nothing is said of rules.
    """
    for name in dict.fromkeys(report.forms.values()):
        form = forms()[name]
        on = [figure for figure in report.figures if report.forms.get(table_of(figure.key)) == name]
        for rule in form.counts:
            yield from (_finding(rule, f, None) for f in on if table_of(f.key) in rule.tables and not _is_count(f))
        for rule in form.zero_unless:
            if level is not None and level not in rule.levels and report.publisher.kind not in rule.kinds:
                yield from (_finding(rule, f, Decimal(0)) for f in on if f.key in rule.keys and f.value)


def _is_count(figure: Figure) -> bool:
    value = figure.value
    return value is None or (value >= _NOTHING and value == value.to_integral_value())


def _finding(rule: CellRule, figure: Figure, expected: Decimal | None) -> Finding:
    return Finding(
        rule=rule.rule,
        severity=rule.severity,
        finding_class=rule.finding_class,
        keys=(figure.key,),
        message=f"{figure.key}: {rule.expr}; printed {figure.raw}",
        expected=expected,
        actual=figure.value,
    )
