"""A stated total and what stands beside it (P.SUM): its parts, and its growth since the year before."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from nianbao.domain.prose_rules import GrowthRule, PartRule, growth_rules, part_rules
from nianbao.domain.report import Claim, Finding, FindingClass, Severity


def weigh_parts(claims: Sequence[Claim]) -> Iterator[Finding]:
    """Parts that follow their total directly: those that are all of it must add to it, others not exceed it.

    Numbers of last year and of growth that follow a total must be those that it and they lead to.
    """
    for place, total in enumerate(claims):
        for rule in part_rules():
            stated = _following(claims[place + 1 :], rule) if rule.total == total.key else []
            if _disagree(total.value, stated, rule):
                yield _sum_finding(total, stated)
        for growth in growth_rules():
            if growth.total == total.key:
                yield from _growth(total, claims[place + 1 :], growth)


def _following(claims: Sequence[Claim], rule: PartRule) -> list[Claim]:
    """The claims right after a total that are parts of it, each part once unless there are many of its kind."""
    found: list[Claim] = []
    for claim in claims:
        if claim.key not in rule.parts or (not rule.many and claim.key in {known.key for known in found}):
            break
        found.append(claim)
    return found


def _disagree(total: Decimal, stated: Sequence[Claim], rule: PartRule) -> bool:
    added = sum((claim.value for claim in stated), Decimal(0))
    return len(stated) == len(rule.parts) and added != total if rule.complete else added > total


def _sum_finding(total: Claim, stated: Sequence[Claim]) -> Finding:
    added = sum((claim.value for claim in stated), Decimal(0))
    what = " + ".join(f"{claim.value:f}" for claim in stated)
    message = f"the parts stated in prose, {what} = {added:f}, of the {total.value:f} in “{total.text}”"
    keys = tuple(dict.fromkeys((*(claim.key for claim in stated), total.key)))
    return _finding(keys, expected=total.value, actual=added, message=message)


def _growth(total: Claim, following: Sequence[Claim], rule: GrowthRule) -> Iterator[Finding]:
    """What is said of last year, told from each other way in which it is said; silent where it is said once."""
    said: dict[str, Claim] = {}
    for claim in following:
        if claim.key not in rule.ways or claim.key in said:
            break
        said[claim.key] = claim
    before = {key: rule.before(key, total.value, claim.value) for key, claim in said.items()}
    exact = [key for key in before if not rule.is_rate(key)]
    for key, claim in said.items():
        known = before[exact[0]] if exact else None
        if known is None or key == exact[0]:
            continue
        expected = rule.told(key, total.value, known)
        if expected is not None and abs(expected - claim.value) >= _precision(claim.value):
            message = (
                f"“{claim.text}” beside {total.value:f} and {known:f} the year before, of which follows {expected:.2f}"
            )
            yield _finding((key, exact[0], total.key), expected=expected, actual=claim.value, message=message)


def _precision(value: Decimal) -> Decimal:
    """One of the last digit that is stated: rates are rounded, or cut."""
    exponent = value.as_tuple().exponent
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) else Decimal(1)


def _finding(keys: tuple[str, ...], *, expected: Decimal, actual: Decimal, message: str) -> Finding:
    return Finding("P.SUM", Severity.SOFT, FindingClass.PROSE, keys, message, expected=expected, actual=actual)
