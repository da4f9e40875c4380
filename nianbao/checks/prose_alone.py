"""Claims against each other (P.FLOW, P.SUM, P.FEE): what a report's prose says twice, or in parts, must agree."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import islice, product

from nianbao.domain.prose_rules import PartRule, part_rules
from nianbao.domain.report import Claim, Coverage, Finding, FindingClass, Severity

FLOW = (
    "t3.disposed.total",
    "t3.carried_forward.total",
    "t3.new_received.total",
    "t3.brought_forward.total",
)
# A report that repeats a number differently may mean any of them; more readings than this tell nothing.
MOST_READINGS = 256
FEES = ("s6.processing_fee.yuan", "s6.processing_fee.cases")


def weigh_among_claims(claims: Sequence[Claim]) -> Iterator[Finding]:
    """Findings of class prose, severity soft; only claims of one coverage are weighed together."""
    for coverage in Coverage:
        of_one = [claim for claim in claims if claim.coverage is coverage]
        yield from _flow(of_one)
        yield from _sums(of_one)
        yield from _fees(of_one)


def _flow(claims: Sequence[Claim]) -> Iterator[Finding]:
    """disposed + carried forward == new + brought forward; silent unless all four are stated."""
    stated = [list(dict.fromkeys(claim.value for claim in claims if claim.key == key)) for key in FLOW]
    readings = list(islice(product(*stated), MOST_READINGS))
    if not readings or any(done + out == new + in_ for done, out, new, in_ in readings):
        return
    done, out, new, in_ = readings[0]
    message = (
        f"the prose states {done:f} answered and {out:f} carried over, {new:f} received and {in_:f} brought forward: "
        f"{done:f} + {out:f} = {done + out:f}, {new:f} + {in_:f} = {new + in_:f}"
    )
    yield _finding("P.FLOW", FLOW, expected=new + in_, actual=done + out, message=message)


def _sums(claims: Sequence[Claim]) -> Iterator[Finding]:
    """Parts that follow their total directly: those that are all of it must add to it, others not exceed it."""
    for place, total in enumerate(claims):
        for rule in part_rules():
            stated = _following(claims[place + 1 :], rule.parts) if rule.total == total.key else []
            if _disagree(total.value, stated, rule):
                yield _sum_finding(total, stated)


def _disagree(total: Decimal, stated: Sequence[Claim], rule: PartRule) -> bool:
    added = sum((claim.value for claim in stated), Decimal(0))
    return len(stated) == len(rule.parts) and added != total if rule.complete else added > total


def _sum_finding(total: Claim, stated: Sequence[Claim]) -> Finding:
    added = sum((claim.value for claim in stated), Decimal(0))
    what = " + ".join(f"{claim.value:f}" for claim in stated)
    message = f"the parts stated in prose, {what} = {added:f}, of the {total.value:f} in “{total.text}”"
    keys = (*(claim.key for claim in stated), total.key)
    return _finding("P.SUM", keys, expected=total.value, actual=added, message=message)


def _following(claims: Sequence[Claim], parts: Sequence[str]) -> list[Claim]:
    """The claims right after a total that are parts of it, each part once."""
    found: list[Claim] = []
    for claim in claims:
        if claim.key not in parts or claim.key in {known.key for known in found}:
            break
        found.append(claim)
    return found


def _fees(claims: Sequence[Claim]) -> Iterator[Finding]:
    """The fee of 国办函〔2020〕109号 stands in prose alone: stated twice, it must be the same."""
    for key in FEES:
        stated = [claim for claim in claims if claim.key == key]
        for claim in stated[1:]:
            first = stated[0]
            if claim.value != first.value:
                message = f"section {claim.section}: “{claim.text}”; section {first.section}: “{first.text}”"
                yield _finding("P.FEE", (key,), expected=first.value, actual=claim.value, message=message)


def _finding(rule: str, keys: tuple[str, ...], *, expected: Decimal, actual: Decimal, message: str) -> Finding:
    return Finding(rule, Severity.SOFT, FindingClass.PROSE, keys, message, expected=expected, actual=actual)
