"""Which blanks are proven zero, and which blank totals follow from their parts.

Counts are not negative: where a printed or proven total equals the sum of its known parts, nothing is left for the
blank ones. Repeated until nothing changes. What is proven stands beside the value, never in it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from nianbao.domain.forms import Identity
from nianbao.domain.report import Figure, FillBasis, Severity, Status


def fill_blanks(figures: Sequence[Figure], identities: Iterable[Identity]) -> tuple[Figure, ...]:
    """The figures with proven fills. `identities`: those that may prove something, each a total and its parts."""
    by_key = {figure.key: figure for figure in figures}
    changed = any(figure.status is Status.BLANK for figure in figures)
    sums = [identity for identity in identities if _is_sum(identity)] if changed else []
    while changed:
        changed = False
        for identity in sums:
            proven = _proven(identity, by_key)
            by_key.update(proven)
            changed = changed or bool(proven)
    return tuple(by_key[figure.key] for figure in figures)


def _is_sum(identity: Identity) -> bool:
    plain = len(identity.left) == 1 and all(term.sign > 0 for term in identity.terms)
    return plain and identity.relation == "==" and identity.severity is Severity.OFFICIAL


def _proven(identity: Identity, figures: Mapping[str, Figure]) -> dict[str, Figure]:
    """Figures that this identity proves something new about; one that lacks a cell proves nothing."""
    cells = [figures.get(term.key) for term in identity.terms]
    whole, parts = cells[0], cells[1:]
    if whole is None or any(part is None for part in parts):
        return {}
    there = [part for part in parts if part is not None]
    known = [value for part in there if (value := _known(part)) is not None]
    total, summed = _known(whole), sum(known, Decimal(0))
    if total is not None and total == summed:
        return {part.key: _filled(part, Decimal(0), FillBasis.BLANK_ZERO) for part in there if _is_open(part)}
    if _is_open(whole) and len(known) == len(there):
        return {whole.key: _filled(whole, summed, FillBasis.TOTAL_RECOMPUTED)}
    return {}


def _known(figure: Figure) -> Decimal | None:
    return figure.value if figure.status is Status.NUMBER else figure.filled


def _is_open(figure: Figure) -> bool:
    return figure.status is Status.BLANK and figure.fill_basis is None


def _filled(figure: Figure, value: Decimal, basis: FillBasis) -> Figure:
    return replace(figure, filled=value, fill_basis=basis)
