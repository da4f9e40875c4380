"""The arithmetic of all forms as rows of SQL, for the view `identity`."""

from collections import Counter
from collections.abc import Iterator

from psycopg.sql import SQL, Literal

from nianbao.domain.forms import Form, forms
from nianbao.domain.forms.model import CellRule
from nianbao.domain.report import Severity

# rule, expr, form, severity, class, whether it is printed on the form, whether it goes by the year before
Rule = tuple[str, str, str, str, str, bool, bool]


def identity_rows() -> str:
    """The rows, each with how often the rule stands on its form, as they stand behind VALUES."""
    counted = Counter[Rule]()
    for form in forms().values():
        for rule, often in _rules(form):
            counted[rule] += often
    return ",\n".join(
        SQL("({})").format(SQL(", ").join(map(Literal, (*rule, n)))).as_string() for rule, n in counted.items()
    )


def _rules(form: Form) -> Iterator[tuple[Rule, int]]:
    for between, identities in ((False, form.identities), (True, form.series)):
        for each in identities:
            yield _row(form, each.rule, each.expr, each.severity, each.finding_class, between), 1
    for between, cells in ((False, form.counts), (False, form.zero_unless), (True, form.cumulative)):
        for rule in cells:
            yield _row(form, rule.rule, rule.expr, rule.severity, rule.finding_class, between), _often(form, rule)


def _row(form: Form, rule: str, expr: str, severity: Severity, found: str, between: bool) -> Rule:
    return rule, expr, form.name, str(severity), str(found), severity is Severity.OFFICIAL, between


def _often(form: Form, rule: CellRule) -> int:
    """How many cells of the form it is about; one that names none is about those of the cumulative column."""
    if not rule.tables and not rule.keys:
        return sum(each.key.endswith(".cumulative") for each in form.indicators)
    return sum(each.table in rule.tables or each.key in rule.keys for each in form.indicators)
