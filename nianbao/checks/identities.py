"""The identities of the forms, judged on one report."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from nianbao.checks.values import holds, judged, total
from nianbao.domain.forms import Identity, forms
from nianbao.domain.report import CheckCounts, Figure, Finding, Report, Severity, Standing

# while one of these stands, a table does not show all its rows
_INCOMPLETE = frozenset(("LABEL.UNKNOWN", "ROW.MISSING"))


def identities_of(report: Report) -> tuple[Identity, ...]:
    """The identities printed for the tables that are there, each on the form of its own table.

    A row that is not there has no row total to judge; what needs it otherwise stays, and is not assessable.
    """
    there = {figure.key for figure in report.figures}
    columns = {_annex_column(key) for key in there}
    found = []
    for name in dict.fromkeys(report.forms.values()):
        on_form = {table for table, form in report.forms.items() if form == name}
        for each in _placed(name):
            # annexes print one column or several; an identity of a column that no figure is in is not printed
            if each.tables <= on_form and each.columns <= columns and each.has_own_row(there):
                found.append(each.identity)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Placed:
    """An identity and where it stands: its tables, the columns of an annex, and its cells where all are of one row."""

    identity: Identity
    tables: frozenset[str]
    columns: frozenset[str]
    own_row: frozenset[str] | None

    def has_own_row(self, there: set[str]) -> bool:
        """An identity within one row or block is printed with that row: without any of its cells it is not there."""
        return self.own_row is None or not self.own_row.isdisjoint(there)


@cache
def _placed(form: str) -> tuple[_Placed, ...]:
    return tuple(map(_place, forms()[form].identities))


def _place(identity: Identity) -> _Placed:
    keys = identity.keys
    rows = {key.rpartition(".")[0] for key in keys}
    tables, columns = frozenset(map(table_of, keys)), frozenset(map(_annex_column, keys))
    return _Placed(identity, tables, columns, None if len(rows) > 1 else keys)


@lru_cache(maxsize=8192)
def table_of(key: str) -> str:
    """The table of a form that a figure key belongs to."""
    head = key.partition(".")[0]
    return "annex" if head in ("a", "b") else head


@lru_cache(maxsize=8192)
def _annex_column(key: str) -> str:
    """The column of an annex's figure: nothing, `cumulative` …; nothing for the other tables."""
    return "" if table_of(key) != "annex" or ".unknown." in key else key.partition(".")[2].partition(".")[2]


def incomplete_tables(report: Report) -> frozenset[str]:
    """Tables with a row that is missing or that the form does not know."""
    return frozenset(table_of(key) for f in report.findings if f.rule in _INCOMPLETE for key in f.keys)


@dataclass(frozen=True, slots=True)
class Judged:
    """Findings of the identities that fail; of the official ones the counts, and what they say of each figure."""

    findings: tuple[Finding, ...]
    checks: CheckCounts
    standing: Mapping[str, Standing]


def judge(identities: Sequence[Identity], figures: Mapping[str, Figure], incomplete: frozenset[str]) -> Judged:
    """Every identity held against the figures."""
    passed = failed = unjudged = nontrivial = 0
    supporting: Counter[str] = Counter()
    failing: Counter[str] = Counter()
    findings: list[Finding] = []
    values = {key: judged(figure) for key, figure in figures.items()}
    for identity in identities:
        left, right = _sides(identity, values, incomplete)
        official = identity.severity is Severity.OFFICIAL
        if left is None or right is None:
            unjudged += official
            continue
        held = holds(left, identity.relation, right)
        passed += official and held
        failed += official and not held
        trivial = left == 0 and right == 0
        nontrivial += official and not trivial
        if official and not trivial:
            (supporting if held else failing).update(identity.keys)
        if not held:
            findings.append(failure(identity, left, right))
    standing = {key: _standing(supporting[key], failing[key]) for key in supporting.keys() | failing.keys()}
    return Judged(tuple(findings), CheckCounts(passed, failed, unjudged, nontrivial), standing)


# Most cells stand in two identities that hold: one row says it for all of them.
_standing = lru_cache(maxsize=256)(Standing)


def _sides(
    identity: Identity, values: Mapping[str, Decimal | None], incomplete: frozenset[str]
) -> tuple[Decimal | None, Decimal | None]:
    if identity.whole_table and any(table_of(term.key) in incomplete for term in identity.terms):
        return None, None
    return total(identity.left, values, identity.left_as), total(identity.right, values)


def failure(identity: Identity, left: Decimal, right: Decimal) -> Finding:
    """The finding of an identity that does not hold: `actual` is its left side, `expected` its right."""
    return Finding(
        rule=identity.rule,
        severity=identity.severity,
        finding_class=identity.finding_class,
        keys=tuple(dict.fromkeys(term.key for term in identity.terms)),
        message=f"{identity.left[0].key}: {identity.expr}; left {left}, right {right}",
        expected=right,
        actual=left,
    )
