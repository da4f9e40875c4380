"""Prose against tables (P.*): a stated number fails only where it fits none of the things it may mean."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache

from nianbao.checks.prose_alone import weigh_among_claims
from nianbao.domain.prose_rules import ProseRule, Target, prose_rules
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
    for rule, targets in _rules_of(claim.key):
        sums = [_sum(target, figures) for target in targets]
        known = [value for value in sums if value is not None]
        fitting = [place for place, value in enumerate(sums) if value is not None and _fits(claim.value, value)]
        if fitting and sums[0] is not None and fitting[0] > 0:
            yield _meaning(claim, targets[fitting[0]], sums[0], coverage)
        if len(known) == len(sums) and not fitting:
            others = [target for target in rule.others_of(claim.key) if _fits_sum(claim, target, figures)]
            yield _finding(rule.rule, claim, targets, known, coverage, others)


@lru_cache(maxsize=1024)
def _rules_of(key: str) -> tuple[tuple[ProseRule, tuple[Target, ...]], ...]:
    """The rules about claims of a key, each with the key's targets."""
    return tuple((rule, targets) for rule in prose_rules() if (targets := rule.targets_of(key)))


def _fits_sum(claim: Claim, target: Target, figures: Mapping[str, Figure]) -> bool:
    value = _sum(target, figures)
    return value is not None and _fits(claim.value, value)


def _meaning(claim: Claim, target: Target, plain: Decimal, coverage: Coverage) -> Finding:
    """Which of its meanings a claim has, where it is not the plain one of its words."""
    message = f"section {claim.section} states {claim.value:f} (“{claim.text}”): that is {_said(target)}"
    keys = tuple(dict.fromkeys((claim.key, *map(_key, target))))
    found = FindingClass.PROSE if claim.coverage is coverage else FindingClass.COVERAGE
    return Finding("P.MEANING", Severity.INFO, found, keys, message, expected=plain, actual=claim.value)


def _sum(target: Target, figures: Mapping[str, Figure]) -> Decimal | None:
    """The sum of a target's cells; null where one of them is not there or holds no number."""
    values = [_number(figures[_key(part)]) if _key(part) in figures else None for part in target]
    signed = [-v if part.startswith("-") else v for part, v in zip(target, values, strict=True) if v is not None]
    return sum(signed, Decimal(0)) if len(signed) == len(values) else None


def _key(part: str) -> str:
    return part.removeprefix("-")


def _said(target: Target) -> str:
    return " + ".join(target).replace("+ -", "- ")


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
    rule: str,
    claim: Claim,
    targets: Sequence[Target],
    sums: Sequence[Decimal],
    coverage: Coverage,
    others: Sequence[Target],
) -> Finding:
    tried = "; ".join(f"{_said(target)} = {value:f}" for target, value in zip(targets, sums, strict=True))
    same = claim.coverage is coverage
    whose = "" if same else f", which counts {claim.coverage.value} where the table counts {coverage.value}"
    message = f"section {claim.section} states {claim.value:f} (“{claim.text}”){whose}; tried: {tried}"
    message += "".join(f"; it would be {_said(other)}" for other in others)
    keys = tuple(dict.fromkeys((claim.key, *map(_key, targets[0]))))
    found = FindingClass.PROSE if same else FindingClass.COVERAGE
    return Finding(rule, Severity.SOFT, found, keys, message, expected=sums[0], actual=claim.value)
