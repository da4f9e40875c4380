"""How a table is laid out on the page: each layout takes blocks of one table of the form and gives others."""

from collections.abc import Callable, Mapping, Sequence

from conformance.layouts.annex import ANNEX
from conformance.layouts.blocks import Block
from conformance.layouts.outcomes import OUTCOME_TABLE
from conformance.layouts.proactive import PROACTIVE
from conformance.layouts.requests import REQUESTS
from sample.tables import Table

LAYOUTS: Mapping[str, Mapping[str, Callable[[Sequence[Block]], tuple[Block, ...]]]] = {
    "t2": PROACTIVE,
    "t3": REQUESTS,
    "t4": OUTCOME_TABLE,
    "annex": ANNEX,
}


def laid_out(kind: str, table: Table, layouts: Sequence[str]) -> tuple[Block, ...]:
    """A table in these layouts, one on top of the other; raises KeyError for a layout that the table cannot have."""
    blocks: tuple[Block, ...] = (table,)
    for name in layouts:
        blocks = LAYOUTS[kind][name](blocks)
    return blocks
