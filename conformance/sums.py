"""The sums that a form asks for, told by this suite's own arithmetic: what a broken report must be told."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from conformance.forms import NATIONAL, annexes, column_key
from sample.tables import APPLICANTS, BLOCKS, OUTCOMES, form_of

Told = tuple[str, frozenset[str]]  # a rule and the keys that its finding names
PARTS = tuple(APPLICANTS)[:-1]


@dataclass(frozen=True, slots=True)
class Equation:
    """`left` added up is `right` added up. `whole`: not judged while a row of the table is missing or unknown."""

    rule: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    whole: bool = False

    @property
    def keys(self) -> tuple[str, ...]:
        """All cells of the equation."""
        return self.left + self.right


def equations(form: str) -> tuple[Equation, ...]:
    """Every equation of a form."""
    return tuple(_national(form) if form in NATIONAL else _annex(form))


def broken(form: str, values: Mapping[str, Decimal], incomplete: frozenset[str]) -> tuple[Told, ...]:
    """The equations that do not hold; one that lacks a number is not judged. `incomplete`: t3 and the like."""
    found: list[Told] = []
    for one in equations(form):
        judged = all(key in values for key in one.keys) and not (
            one.whole and one.left[0].partition(".")[0] in incomplete
        )
        if judged and sum(values[key] for key in one.left) != sum(values[key] for key in one.right):
            found.append((one.rule, frozenset(one.keys)))
    return tuple(found)


def _national(form: str) -> Iterator[Equation]:
    rows = [row["key"] for row in form_of(form)["t3"]]
    new, brought, disposed, carried = (
        f"t3.{name}" for name in ("new_received", "brought_forward", "disposed", "carried_forward")
    )
    outcomes = [row for row in rows if row not in (new, brought, disposed, carried)]
    for one in APPLICANTS:
        yield Equation("T3.FLOW", (f"{disposed}.{one}", f"{carried}.{one}"), (f"{new}.{one}", f"{brought}.{one}"))
        yield Equation("T3.SUM", (f"{disposed}.{one}",), tuple(f"{row}.{one}" for row in outcomes), whole=True)
    for row in rows:
        yield Equation("T3.COLS", (f"{row}.total",), tuple(f"{row}.{part}" for part in PARTS))
    for block in BLOCKS:
        parts = tuple(f"t4.{block}.{outcome}" for outcome in list(OUTCOMES)[:-1])
        yield Equation("T4.SUM", (f"t4.{block}.total",), parts)


def _annex(form: str) -> Iterator[Equation]:
    annex = annexes()[form]
    for one in annex.sums:
        for column in annex.columns:
            yield Equation(
                one.rule, (column_key(one.total, column),), tuple(column_key(part, column) for part in one.parts)
            )
