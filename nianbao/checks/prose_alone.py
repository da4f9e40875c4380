"""Claims against each other (P.FLOW, P.SUM, P.FEE): what a report's prose says twice, or in parts, must agree."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import islice, product

from nianbao.checks.prose_parts import weigh_parts
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
        yield from weigh_parts(of_one)
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
