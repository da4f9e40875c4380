"""Tables 3 and 4 that are right: published ones, and made ones whose totals are the sums of their parts."""

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import cycle
from pathlib import Path
from random import Random

from nianbao.checks import weigh
from nianbao.domain.forms import forms
from nianbao.domain.report import Coverage, Figure, Publisher, PublisherKind, Report, Status, TableCell

FIGURES = Path(__file__).parents[2] / "sample" / "figures"
# 平潭's report for 2020 contradicts itself as published.
CONTRADICTORY = "pingtan_2020"
FORMS = ("national_2021", "national_2019")
# What stands in cells of table 3, from mostly nothing to thousands.
LARGEST = (1, 3, 9, 30, 400, 20_000)
NOT_LEAVES = ("new_received", "brought_forward", "disposed", "carried_forward")

Cells = Mapping[str, int | None]
"""Key -> number printed; null prints nothing."""


def published_tables(shared: Path | None = None, table: str = "t3") -> dict[str, Cells]:
    """One table of every published report of the sample, and of those of `shared`, blanks as they are printed.

    Without the one whose table 3 is not right.
    """
    files = [*FIGURES.glob("*.json"), *(shared.glob("s*/*.expected.json") if shared else ())]
    tables = {path.name.split(".")[0]: _table(path, table) for path in sorted(files)}
    return {name: cells for name, cells in tables.items() if cells and name != CONTRADICTORY}


def published_tables_2(shared: Path | None = None) -> dict[str, Cells]:
    """The counts of every published table 2: whole numbers that are not negative."""
    tables = published_tables(shared, "t2")
    counts = {name: {k: v for k, v in cells.items() if isinstance(v, int) and v >= 0} for name, cells in tables.items()}
    return {name: cells for name, cells in counts.items() if cells}


def contradictory_table() -> Cells:
    """Table 3 of the report that contradicts itself."""
    return _table(FIGURES / f"{CONTRADICTORY}.json", "t3")


def _table(path: Path, table: str) -> Cells:
    figures = json.loads(path.read_text(encoding="utf-8"))["figures"]
    return {key: value for key, value in figures.items() if key.startswith(f"{table}.")}


def made_tables_4(random: Random) -> Iterator[Cells]:
    """One table 4 after the other, of every size in turn, without end."""
    grid = forms()[FORMS[0]].tables["t4"].grids[0]
    *outcomes, total = [column.key for column in grid.columns]
    for largest in cycle(LARGEST):
        cells: dict[str, int | None] = {}
        for block in grid.rows:
            parts = {outcome: random.choice((0, random.randint(0, largest))) for outcome in outcomes}
            cells.update({f"t4.{block.key}.{name}": n for name, n in {**parts, total: sum(parts.values())}.items()})
        yield cells


def made_tables(random: Random) -> Iterator[Cells]:
    """One table after the other, of every form and size in turn, without end."""
    while True:
        for form in FORMS:
            for largest in LARGEST:
                yield made_table(random, form, largest)


def made_table(random: Random, form: str, largest: int) -> Cells:
    """A table of the form whose cells are drawn up to `largest`, half of them nothing, and whose totals are sums."""
    grid = forms()[form].tables["t3"].grids[0]
    rows = [row.key for row in grid.rows]
    leaves = [row for row in rows if row not in NOT_LEAVES]
    *applicants, total = [column.key for column in grid.columns]
    table: dict[tuple[str, str], int] = {}
    for column in applicants:
        for row in leaves:
            table[row, column] = random.choice((0, random.randint(0, largest)))
        disposed = sum(table[row, column] for row in leaves)
        carried = random.randint(0, largest)
        brought = random.randint(0, disposed + carried)
        ends = (disposed + carried - brought, brought, disposed, carried)
        table.update({(row, column): value for row, value in zip(NOT_LEAVES, ends, strict=True)})
    for row in rows:
        table[row, total] = sum(table[row, column] for column in applicants)
    return {f"t3.{row}.{column}": table[row, column] for row in rows for column in (*applicants, total)}


def zeros_unprinted(cells: Cells) -> Cells:
    """The same table as some print it: nothing where there is nothing."""
    return {key: value or None for key, value in cells.items()}


def weighed(cells: Cells) -> Report:
    """What the checks make of a report with this table alone."""
    return weigh(
        Report(
            title="示例县人民政府2022年政府信息公开工作年度报告",
            year=2022,
            forms={next(iter(cells)).partition(".")[0]: form_of(cells)},
            publisher=Publisher("示例县人民政府", PublisherKind.GOVERNMENT, None),
            coverage=Coverage.OWN,
            coverage_evidence="",
            figures=tuple(_figure(key, value) for key, value in cells.items()),
        )
    )


def form_of(cells: Cells) -> str:
    """The form that a table's cells are of: （六）其他处理 is one row on that of 2019, 规章 were 本年新制作."""
    of_2019 = ("t3.other_outcome.single.total", "t2.rules.made_this_year")
    return "national_2019" if any(key in cells for key in of_2019) else "national_2021"


def _figure(key: str, value: int | None) -> Figure:
    place = TableCell(0, 0, 0)
    if value is None:
        return Figure(key, None, Status.BLANK, "", "件", place)
    return Figure(key, Decimal(value), Status.NUMBER, str(value), "件", place)
