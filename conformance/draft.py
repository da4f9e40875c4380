"""A report before it is laid out: tables whose figure cells hold keys, what each key prints, what must be told."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from conformance.forms import NATIONAL, Annex, annexes, column_key
from conformance.sums import Told, broken
from sample.published import Published
from sample.tables import Cell, Role, Row, Table, table_2, table_3, table_4

TABLES = {"t2": table_2, "t3": table_3, "t4": table_4}


@dataclass(frozen=True, slots=True)
class Print:
    """What a cell prints, and what that is: `value` only with status `number`."""

    text: str
    value: Decimal | None = None
    status: str = "number"


class _Keys(dict[str, str]):
    """Prints every key as itself."""

    def __missing__(self, key: str) -> str:
        return key


@dataclass(frozen=True)
class Draft:
    """`told`: rule and keys of each finding that must be made; `unreadable`: rows none of whose cells can be told;
    `incomplete`: tables whose rows are not those of the form.

    `page`: what a mutation does to the finished page, by name.
    """

    form: str
    year: int
    tables: Mapping[str, Table]
    printed: Mapping[str, Print]
    told: tuple[Told, ...] = ()
    unreadable: frozenset[str] = frozenset()
    page: frozenset[str] = frozenset()
    incomplete: frozenset[str] = frozenset()

    @property
    def national(self) -> bool:
        """Whether the form is one of 2019 or later, with tables 2 to 4."""
        return self.form in NATIONAL

    def figure_keys(self) -> tuple[str, ...]:
        """Every figure key that the tables print, in order, once."""
        cells = (cell for table in self.tables.values() for row in table for cell in row)
        return tuple(
            dict.fromkeys(cell.text for cell in cells if cell.role is Role.FIGURE and cell.text in self.printed)
        )

    def expected(self) -> Mapping[str, Print]:
        """Key -> what a reader must find there."""
        lost = Print("", None, "unreadable")
        return {key: lost if row_of(key) in self.unreadable else self.printed[key] for key in self.figure_keys()}

    def values(self) -> Mapping[str, Decimal]:
        """The numbers that a reader must find, by key."""
        return {key: one.value for key, one in self.expected().items() if one.value is not None}

    def findings(self) -> tuple[Told, ...]:
        """All that a reader must say: what the mutation asks for, and sums that do not hold."""
        return (*self.told, *broken(self.form, self.values(), self.incomplete))

    def printing(self, changed: Mapping[str, Print]) -> "Draft":
        """The draft with other print in these cells."""
        return replace(self, printed={**self.printed, **changed})

    def with_table(self, kind: str, table: Table) -> "Draft":
        """The draft with another table of that kind."""
        return replace(self, tables={**self.tables, kind: table})


def draft_of(form: str, year: int, figures: Mapping[str, Decimal]) -> Draft:
    """An unmutated draft: every table of the form, numbers printed plainly."""
    printed = {key: Print(plain(value), value) for key, value in figures.items()}
    return Draft(form, year, dict(_tables(form, year)), printed)


def plain(value: Decimal) -> str:
    """Digits without grouping, without zeros behind the point."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _tables(form: str, year: int) -> Iterator[tuple[str, Table]]:
    keys = Published(_Keys(), frozenset())
    if form in NATIONAL:
        yield from ((kind, make(form, keys)) for kind, make in TABLES.items())
    else:
        yield "annex", _annex(annexes()[form], year)


def _annex(annex: Annex, year: int) -> Table:
    heads = ("指标名称", "单位", *(head.format(year=year) for head in annex.columns.values()))
    return (tuple(Cell(head, Role.HEAD) for head in heads), *(_annex_row(annex, row) for row in annex.rows))


def _annex_row(annex: Annex, row: Mapping[str, str]) -> Row:
    if not row["key"]:
        dashes = (Cell("——", Role.HEAD) for _ in range(1 + len(annex.columns)))
        return (Cell(row["label"], Role.GROUP), *dashes)
    figures = (Cell(column_key(row["key"], column), Role.FIGURE) for column in annex.columns)
    return (Cell(row["label"], Role.LABEL), Cell(row["unit"], Role.HEAD), *figures)


def row_of(key: str) -> str:
    """The row of a figure key: `t3.granted` of `t3.granted.total`, the indicator of an annex's cell."""
    if key[:2] in ("a.", "b."):
        return ".".join(key.split(".")[: 3 if ".unknown." in key else 2])
    return key.rpartition(".")[0]
