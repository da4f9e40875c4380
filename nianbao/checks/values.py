"""What a cell is worth in an identity: printed and proven values count, everything else makes it not assessable."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from nianbao.domain.forms import Term
from nianbao.domain.report import Figure, FillBasis, Status


def judged(figure: Figure | None) -> Decimal | None:
    """The value an identity is judged on: as printed, or a blank proven zero; null for all else."""
    if figure is None:
        return None
    if figure.status is Status.NUMBER:
        return figure.value
    return figure.filled if figure.fill_basis is FillBasis.BLANK_ZERO else None


def total(terms: Iterable[Term], values: Mapping[str, Decimal | None]) -> Decimal | None:
    """The signed sum of the terms; null where one of them has no value."""
    result = Decimal(0)
    for term in terms:
        value = values.get(term.key)
        if value is None:
            return None
        result += term.sign * value
    return result


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
