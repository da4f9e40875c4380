"""The words of tables as patterns over packed text: every label, head, unit and note of every form that has them."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files

from nianbao.domain.forms import Table, forms
from nianbao.domain.labels import label_form

KINDS = ("t2", "t3", "t4", "annex")
_NUMERALS = "[一二三四五六七八九十]{1,2}"
# 1. and no more digits: those ahead of them are the end of the row above.
_NUMBERING = rf"(?:其中:?)?(?:\({_NUMERALS}\)|{_NUMERALS}[、.]|[1-9][、.])?[(“\"]?"
_NAMED = re.compile(r"\(\?P<\w+>")
_BETWEEN = r"(?:(?!\d)[\W_]){0,2}"


@cache
def words_of(kind: str) -> re.Pattern[str]:
    """Every word of a table, the longest first, with the numbering ahead of it."""
    names = {name for table in _tables(kind) for name in _names(table)} | set(_others().get(kind, ()))
    heads = {column.pattern for table in _tables(kind) for column in table.grids[0].columns if column.pattern}
    return _pattern(names, sorted(_NAMED.sub("(?:", pattern) for pattern in heads))


@cache
def row_names(kind: str) -> frozenset[str]:
    """The labels of a table's rows, of all national forms, in the form in which labels are compared."""
    return frozenset(name for table in _tables(kind) for name in table.row_names)


@cache
def column_names(kind: str) -> frozenset[str]:
    """The heads of a table's columns, likewise."""
    return frozenset(name for table in _tables(kind) for name in table.column_names)


@cache
def units() -> frozenset[str]:
    """The units that annexes print in a column of their own."""
    return frozenset(unit for table in _tables("annex") for grid in table.grids for unit in grid.units)


@cache
def heads_of_labels() -> frozenset[str]:
    """What annexes call the column of their labels: 指标名称 and the like, which prose has not."""
    return frozenset(name for table in _tables("annex") for grid in table.grids for name in grid.heads.label)


@cache
def is_year_head() -> re.Pattern[str]:
    """The head of an annex's column of figures: 2014年度, 历年累计."""
    columns = [column for table in _tables("annex") for grid in table.grids for column in grid.columns]
    patterns = {_NAMED.sub("(?:", column.pattern) for column in columns if column.pattern}
    return re.compile("|".join((*sorted(patterns), *sorted({name for column in columns for name in column.names()}))))


def is_annex_head(name: str) -> bool:
    """Whether a word heads a column of an annex, of whatever kind."""
    return name in _other_heads() or is_year_head().fullmatch(name) is not None


@cache
def _other_heads() -> frozenset[str]:
    heads = [grid.heads for table in _tables("annex") for grid in table.grids]
    return frozenset(name for one in heads for name in (*one.label, *one.unit, *one.code, *one.remark))


@cache
def captions(kind: str) -> frozenset[str]:
    """The captions of a table's blocks, likewise."""
    return frozenset(label_form(grid.caption) for table in _tables(kind) for grid in table.grids if grid.caption)


@cache
def widths_of(kind: str, row: str) -> frozenset[int]:
    """How many columns a row has on the forms that know it."""
    return frozenset(len(table.row_names[row][0].columns) for table in _tables(kind) if row in table.row_names)


def _tables(kind: str) -> Iterator[Table]:
    return (form.tables[kind] for form in forms().values() if kind in form.tables)


def _names(table: Table) -> Iterator[str]:
    yield from (*table.row_names, *table.column_names, *table.words)
    yield from (label_form(grid.caption) for grid in table.grids if grid.caption)
    for grid in table.grids:
        yield from (*grid.units, *grid.heads.label, *grid.heads.unit, *grid.heads.code, *grid.heads.remark)


@cache
def _others() -> Mapping[str, tuple[str, ...]]:
    data = tomllib.loads(files("extractors.runs").joinpath("words.toml").read_text(encoding="utf-8"))
    return {kind: tuple(map(label_form, words)) for kind, words in data.items()}


def _pattern(names: Iterable[str], heads: Sequence[str]) -> re.Pattern[str]:
    longest_first = sorted(filter(None, names), key=lambda name: (-len(name), name))
    words = "|".join((*map(_loose, longest_first), *heads))
    return re.compile(f'{_NUMBERING}(?:{words})[)”"]?')


def _loose(name: str) -> str:
    """A label with any punctuation that may stand between its characters."""
    return _BETWEEN.join(map(re.escape, name))
