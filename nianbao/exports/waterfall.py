"""How many of the region-years that should have reported are left, step by step: exclusions are counted here alone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, RowMapping

from nianbao.exports.selection import Selection
from nianbao.exports.shown import WITHOUT_LOOPS, bound, statement

# The name of a step, and what a region-year that takes it is.
STEPS = {
    "expected": ("should have reported", "应当编制报告"),
    "listed": ("of these, a document is listed or held", "已见于目录或已取得"),
    "fetched": ("of these, its bytes are in the archive", "已存档"),
    "of_coverage": ("of these, the report counts what was asked for", "统计范围符合"),
    "with_tables": ("of these, the report has at least one table", "有统计表"),
    "without_doubt": ("of these, not every number asked for is in doubt", "所选数据并非全部存疑"),
    "your_rows": ("of these, at least one number asked for is there: your rows", "至少有一项所选数据"),
}


@dataclass(frozen=True, slots=True)
class Step:
    """A step: how many region-years take it; `lost`: those that took none after it, by their state in coverage."""

    name: str
    label_en: str
    label_zh: str
    n: int
    lost: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Waterfall:
    """The steps in order, each among those of the one before; the last is the region-years with a number.

    `outside`: region-years with a report where no region stood on 31 December; their rows are in the files too.
    `reports`, `numbers`: what the files hold; `doubtful`: numbers that the quality asked for leaves out.
    """

    steps: tuple[Step, ...]
    outside: int
    reports: int
    numbers: int
    doubtful: int


def waterfall(connection: Connection, selection: Selection) -> Waterfall:
    """Count the exclusions of a selection; nothing is written. Raises SelectionRefused."""
    asked = statement(selection, "place", "cell", "waterfall")
    connection.execute(WITHOUT_LOOPS)
    rows = connection.execute(asked, bound(selection)).mappings().all()
    return Waterfall(
        steps=_steps(rows),
        outside=sum(row["units"] for row in rows if row["reached"] == "outside"),
        reports=sum(row["reports"] for row in rows),
        numbers=sum(row["numbers"] for row in rows),
        doubtful=sum(row["doubtful"] for row in rows),
    )


def _steps(rows: Iterable[RowMapping]) -> tuple[Step, ...]:
    names = list(STEPS)
    reached = {name: {row["cell_state"]: row["units"] for row in rows if row["reached"] == name} for name in names}
    left = {name: sum(sum(reached[later].values()) for later in names[place:]) for place, name in enumerate(names)}
    return tuple(
        Step(name, *STEPS[name], n=left[name], lost={} if name == names[-1] else reached[name]) for name in names
    )
