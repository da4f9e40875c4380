"""The identities that a figure stands in, each with its numbers: 25 + 2 = 27 ✓."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from nianbao.checks.identities import identities_of, incomplete_tables, table_of
from nianbao.checks.values import holds, judged, total
from nianbao.domain.forms import Identity, Term
from nianbao.domain.report import Figure, Report, Status
from nianbao.explorer.languages import LANGUAGES, Language
from nianbao.explorer.wording import Words, words

RELATIONS = {"==": ("=", "≠"), "<=": ("≤", "≰"), ">=": ("≥", "≱")}
# What stands for a cell without a number: itself as printed, or a text of cell.toml.
SIGNS = {Status.DASH: "—", Status.NONE_STATED: "无", Status.NOT_APPLICABLE: "不适用"}
WORDS = {Status.BLANK: "cell.sum_blank", Status.UNREADABLE: "cell.sum_unreadable"}


@dataclass(frozen=True, slots=True)
class Sum:
    """An identity of the form held against the cells. `holds` is null where it cannot be judged; `keys`: left side
    first; `texts` has the numbers as they are judged, by language, `rule_text` the identity in words of keys."""

    rule: str
    severity: str
    keys: tuple[str, ...]
    texts: Mapping[Language, str]
    rule_text: str
    holds: bool | None
    trivial: bool

    @property
    def text(self) -> str:
        """In English."""
        return self.texts["en"]


def sums_of(report: Report, key: str) -> tuple[Sum, ...]:
    """Every identity that the cell stands in, in the order of the form."""
    figures = {figure.key: figure for figure in report.figures}
    values = {name: judged(figure) for name, figure in figures.items()}
    incomplete = incomplete_tables(report)
    mine = [each for each in identities_of(report) if any(term.key == key for term in each.terms)]
    return tuple(_sum(each, figures, values, incomplete) for each in mine)


def _sum(
    identity: Identity,
    figures: Mapping[str, Figure],
    values: Mapping[str, Decimal | None],
    incomplete: frozenset[str],
) -> Sum:
    left = total(identity.left, values, identity.left_as)
    right = total(identity.right, values)
    lacks_rows = identity.whole_table and any(table_of(term.key) in incomplete for term in identity.terms)
    held = None if left is None or right is None or lacks_rows else holds(left, identity.relation, right)
    return Sum(
        rule=identity.rule,
        severity=str(identity.severity),
        keys=tuple(dict.fromkeys(term.key for term in identity.terms)),
        texts={each: _text(identity, figures, (left, right), held, lacks_rows, words(each)) for each in LANGUAGES},
        rule_text=identity.expr,
        holds=held,
        trivial=held is not None and left == 0 and right == 0,
    )


def _text(
    identity: Identity,
    figures: Mapping[str, Figure],
    totals: tuple[Decimal | None, Decimal | None],
    held: bool | None,
    lacks_rows: bool,
    t: Words,
) -> str:
    sides = [_side(identity.left, figures, identity.left_as, t), _side(identity.right, figures, "sum", t)]
    if held is False:
        sides = [_with_total(*each) for each in zip(sides, totals, (identity.left, identity.right), strict=True)]
    marks = {True: "✓", False: "✗", None: t("cell.sum_lacks_rows" if lacks_rows else "cell.sum_unjudged")}
    return f" {RELATIONS[identity.relation][held is False]} ".join(sides) + f" {marks[held]}"


def _with_total(side: str, value: Decimal | None, terms: Sequence[Term]) -> str:
    """A side that fails says what it comes to."""
    return side if value is None or len(terms) == 1 else f"{side} (= {value:f})"


def _side(terms: Sequence[Term], figures: Mapping[str, Figure], how: str, t: Words) -> str:
    if how == "max":
        return f"max({', '.join(_shown(figures.get(term.key), t) for term in terms)})"
    return "".join(_signed(terms, figures, t)) or "0"


def _signed(terms: Sequence[Term], figures: Mapping[str, Figure], t: Words) -> Iterator[str]:
    for place, term in enumerate(terms):
        plus = " + " if place else ""
        minus = " − " if place else "−"
        yield (plus if term.sign == 1 else minus) + _shown(figures.get(term.key), t)


def _shown(figure: Figure | None, t: Words) -> str:
    """A cell in a sum: its number; of a blank that is proven zero, 0 and the word; else what stands there."""
    if figure is None:
        return f"[{t('cell.sum_absent')}]"
    if figure.value is not None:
        return f"{figure.value:f}"
    if judged(figure) is not None:
        return t("cell.sum_proven")
    return f"[{SIGNS[figure.status] if figure.status in SIGNS else t(WORDS[figure.status])}]"
