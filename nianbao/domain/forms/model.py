"""What a form is: tables of labelled rows and columns, and the identities printed on them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from nianbao.domain.labels import label_form
from nianbao.domain.report import FindingClass, Severity


@dataclass(frozen=True, slots=True)
class Line:
    """A row, column or block of a table: its key, its label as printed, and what else it is called.

    In annexes: `under` is the key of the row that opens its group, where other groups have a row of the same label;
    `optional` a column that not every table of the form prints; `weak` a label that other tables use as well;
    `evidence` whether the label was seen in a published annex or is recalled; `meaning` what a numbered exemption
    stands for, or `unknown`.
    """

    key: str
    label: str
    aliases: tuple[str, ...] = ()
    unit: str | None = None
    short: str = ""
    english: str = ""
    headline: bool = False
    years: tuple[int, ...] = ()
    pattern: str = ""
    under: str | None = None
    optional: bool = False
    weak: bool = False
    evidence: str = "seen"
    meaning: str | None = None

    def __hash__(self) -> int:
        """Of the key alone: lines are in sets and mappings a thousand times a document."""
        return hash(self.key)

    def names(self) -> tuple[str, ...]:
        """The label and its aliases in the form in which labels are compared."""
        return tuple(label_form(name) for name in (self.label, *self.aliases))

    def on_form_in(self, year: int | None) -> bool:
        """Whether the row stands on the form of that report year; without `years` it always does."""
        return not self.years or year in self.years


@dataclass(frozen=True, slots=True)
class HeadWords:
    """What an annex calls its columns that hold no figures, in the form in which labels are compared."""

    label: frozenset[str] = frozenset()
    unit: frozenset[str] = frozenset()
    code: frozenset[str] = frozenset()
    remark: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Grid:
    """Rows and columns that belong together: table 3, an annex, or one block of table 2."""

    rows: tuple[Line, ...]
    columns: tuple[Line, ...]
    unit: str | None = None
    caption: str = ""
    units: tuple[str, ...] = ()
    heads: HeadWords = HeadWords()

    @cached_property
    def row_by_name(self) -> Mapping[str, Line]:
        """Label in comparison form -> row; of rows that share a label the last. See `rows_by_name`."""
        return {name: row for row in self.rows for name in row.names()}

    @cached_property
    def rows_by_name(self) -> Mapping[str, tuple[Line, ...]]:
        """Label in comparison form -> every row so labelled; more than one only in annexes with groups."""
        rows: dict[str, tuple[Line, ...]] = {}
        for row in self.rows:
            for name in dict.fromkeys(row.names()):
                rows[name] = (*rows.get(name, ()), row)
        return rows

    @cached_property
    def column_by_name(self) -> Mapping[str, Line]:
        """Label in comparison form -> column."""
        return {name: column for column in self.columns for name in column.names()}


@dataclass(frozen=True)
class Table:
    """One table of the form: `t2` (several blocks), `t3`, `t4` (blocks are side by side) or `annex`."""

    name: str
    grids: tuple[Grid, ...]
    words: frozenset[str] = frozenset()

    @cached_property
    def row_names(self) -> Mapping[str, tuple[Grid, Line]]:
        """Label in comparison form -> its grid and row."""
        return {name: (grid, row) for grid in self.grids for name, row in grid.row_by_name.items()}

    @cached_property
    def column_names(self) -> frozenset[str]:
        """Every column label in comparison form."""
        return frozenset(name for grid in self.grids for name in grid.column_by_name)


@dataclass(frozen=True, slots=True)
class Indicator:
    """One figure key of a form, as the codebook lists it."""

    key: str
    form: str
    table: str
    label: str
    english: str
    short_name: str
    unit: str | None
    headline: bool
    evidence: str = "seen"


@dataclass(frozen=True, slots=True)
class Term:
    """A figure key in an identity: added or subtracted, of the report's year or of the year before."""

    key: str
    sign: int = 1
    last_year: bool = False


@dataclass(frozen=True)
class Identity:
    """An identity over named cells: `left relation right`, each side the sum of its terms; `left_as` may make the
    left side the greatest of its terms instead."""

    rule: str
    severity: Severity
    finding_class: FindingClass
    expr: str
    left: tuple[Term, ...]
    relation: str
    right: tuple[Term, ...]
    whole_table: bool = False
    first_year: int = 0
    left_as: Literal["sum", "max"] = "sum"

    @property
    def terms(self) -> tuple[Term, ...]:
        """All terms, the left side first."""
        return self.left + self.right

    @cached_property
    def keys(self) -> frozenset[str]:
        """Those of its terms."""
        return frozenset(term.key for term in self.terms)


@dataclass(frozen=True, slots=True)
class CellRule:
    """A rule about single cells: which keys, and for which publishers it does not hold (`levels`, `kinds`)."""

    rule: str
    severity: Severity
    finding_class: FindingClass
    expr: str
    tables: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True)
class Form:
    """A form by year, complete in itself. `last_year` null: still in force."""

    name: str
    source: str
    first_year: int
    last_year: int | None
    tables: Mapping[str, Table]
    identities: tuple[Identity, ...]
    series: tuple[Identity, ...]
    counts: tuple[CellRule, ...]
    zero_unless: tuple[CellRule, ...]
    cumulative: tuple[CellRule, ...]
    indicators: tuple[Indicator, ...]

    @property
    def national(self) -> bool:
        """Whether this is the form of the whole country, with tables 2 to 4."""
        return "t3" in self.tables

    def in_use_in(self, year: int) -> bool:
        """Whether the form was in use for that report year."""
        return self.first_year <= year and (self.last_year is None or year <= self.last_year)

    def keys(self) -> tuple[Indicator, ...]:
        """All figure keys in the order of the form."""
        return self.indicators
