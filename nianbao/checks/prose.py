"""Prose against tables (P.*): a stated number fails only where it fits none of the things it may mean."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from nianbao.checks.prose_alone import weigh_among_claims
from nianbao.domain.prose_rules import Target, prose_rules
from nianbao.domain.report import Claim, Coverage, Figure, FillBasis, Finding, FindingClass, Severity, Status


def weigh_claims(claims: Sequence[Claim], figures: Mapping[str, Figure], coverage: Coverage) -> tuple[Finding, ...]:
    """The P findings of one report, all soft, in the order of its claims; those among claims alone come last.

    `figures`: key -> cell of the report's tables; `coverage`: the tables'. `actual` is the claim, `expected` the
    first target; `keys` the claim's key, then the first target's. Where a target holds a cell without a printed
    number (or proven zero), the claim may still mean that target: it is not compared. Class `coverage` where claim
    and table count different things, else `prose`.
    """
    against_tables = (finding for claim in claims for finding in _against_tables(claim, figures, coverage))
    return (*against_tables, *weigh_among_claims(claims))


def _against_tables(claim: Claim, figures: Mapping[str, Figure], coverage: Coverage) -> Iterator[Finding]:
    for rule in prose_rules():
        targets = rule.targets_of(claim.key)
        sums = [_sum(target, figures) for target in targets]
        known = [value for value in sums if value is not None]
        if not targets or len(known) < len(sums) or any(_fits(claim.value, value) for value in known):
            continue
        yield _finding(rule.rule, claim, targets, known, coverage)


def _sum(target: Target, figures: Mapping[str, Figure]) -> Decimal | None:
    """The sum of a target's cells; null where one of them is not there or holds no number."""
    values = [_number(figures[key]) if key in figures else None for key in target]
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if len(known) == len(values) else None


def _number(figure: Figure) -> Decimal | None:
    """What a cell counts for: its number or a proven zero; a recomputed total would be weighed against itself."""
    if figure.status is Status.NUMBER:
        return figure.value
    return figure.filled if figure.fill_basis is FillBasis.BLANK_ZERO else None


def _fits(claimed: Decimal, value: Decimal) -> bool:
    """Whether they are the same number; one stated in 万 is rounded to the power of ten that its exponent keeps."""
    exponent = claimed.as_tuple().exponent
    if isinstance(exponent, int) and exponent > 0:
        return abs(claimed - value) < Decimal(1).scaleb(exponent)
    return claimed == value


def _finding(
    rule: str, claim: Claim, targets: Sequence[Target], sums: Sequence[Decimal], coverage: Coverage
) -> Finding:
    tried = "; ".join(f"{' + '.join(target)} = {value:f}" for target, value in zip(targets, sums, strict=True))
    same = claim.coverage is coverage
    whose = "" if same else f", which counts {claim.coverage.value} where the table counts {coverage.value}"
    message = f"section {claim.section} states {claim.value:f} (“{claim.text}”){whose}; tried: {tried}"
    keys = tuple(dict.fromkeys((claim.key, *targets[0])))
    found = FindingClass.PROSE if same else FindingClass.COVERAGE
    return Finding(rule, Severity.SOFT, found, keys, message, expected=sums[0], actual=claim.value)
