"""Which documents a run of some size reads: every combination that it has room for, the broadest first."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from random import Random

from conformance.cases import Plan, plans

# What a run must not leave out, in this order.
COVERED: Sequence[Callable[[Plan], Hashable]] = (
    lambda plan: (plan.group, plan.form),
    lambda plan: plan.skeleton,
    lambda plan: (plan.group, plan.mutation),
    lambda plan: (plan.form, plan.mutation),
    lambda plan: (plan.skeleton, plan.form),
    lambda plan: (plan.form, plan.format, plan.mutation),
    lambda plan: (plan.skeleton, plan.mutation),
)


def chosen(size: int, seed: int) -> tuple[Plan, ...]:
    """`size` plans of the matrix, or all of it; a larger size holds all of a smaller one of the same seed."""
    shuffled = list(plans())
    Random(seed).shuffle(shuffled)  # noqa: S311 - repeatable draws are wanted
    return tuple(plan for plan, _ in zip(_ordered(shuffled), range(size), strict=False))


def _ordered(shuffled: Sequence[Plan]) -> Iterator[Plan]:
    """Each plan once: those that cover something new ahead of the rest."""
    taken: set[Plan] = set()
    for part_of in COVERED:
        covered = {part_of(plan) for plan in taken}
        for plan in shuffled:
            if part_of(plan) not in covered:
                covered.add(part_of(plan))
                if plan not in taken:
                    taken.add(plan)
                    yield plan
    yield from (plan for plan in shuffled if plan not in taken)
