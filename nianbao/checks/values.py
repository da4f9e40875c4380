"""What a cell is worth in an identity: printed and proven values count, everything else makes it not assessable."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from nianbao.domain.forms import Term
from nianbao.domain.report import Figure, FillBasis, Status

_NOTHING = Decimal(0)


def judged(figure: Figure | None) -> Decimal | None:
    """The value an identity is judged on: as printed, or a blank proven zero; null for all else."""
    if figure is None:
        return None
    if figure.status is Status.NUMBER:
        return figure.value
    return figure.filled if figure.fill_basis is FillBasis.BLANK_ZERO else None


def total(terms: Sequence[Term], values: Mapping[str, Decimal | None], how: str = "sum") -> Decimal | None:
    """The signed sum of the terms, or with `how` = "max" the greatest; null where one of them has no value."""
    known = []
    for term in terms:
        value = values.get(term.key)
        if value is None:
            return None
        known.append(value if term.sign == 1 else term.sign * value)
    return max(known) if how == "max" else sum(known, _NOTHING)


def holds(left: Decimal, relation: str, right: Decimal) -> bool:
    """Whether the relation holds; raises ValueError for one that no form uses."""
    match relation:
        case "==":
            return left == right
        case "<=":
            return left <= right
        case ">=":
            return left >= right
        case _:
            raise ValueError(f"unknown relation {relation!r}")
