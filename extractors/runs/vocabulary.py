"""The words of tables 2 to 4 as patterns over packed text: every label, head and note of every national form."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files

from nianbao.domain.forms import Table, forms
from nianbao.domain.labels import label_form

KINDS = ("t2", "t3", "t4")
_NUMERALS = "[一二三四五六七八九十]{1,2}"
# 1. and no more digits: those ahead of them are the end of the row above.
_NUMBERING = rf"(?:其中:?|\({_NUMERALS}\)|{_NUMERALS}[、.]|[1-9][、.])?[(“\"]?"
_BETWEEN = r"(?:(?!\d)[\W_]){0,2}"


@cache
def words_of(kind: str) -> re.Pattern[str]:
    """Every word of a table, the longest first, with the numbering ahead of it."""
    return _pattern({name for table in _tables(kind) for name in _names(table)} | set(_others()[kind]))


@cache
def row_names(kind: str) -> frozenset[str]:
    """The labels of a table's rows, of all national forms, in the form in which labels are compared."""
    return frozenset(name for table in _tables(kind) for name in table.row_names)


@cache
def column_names(kind: str) -> frozenset[str]:
    """The heads of a table's columns, likewise."""
    return frozenset(name for table in _tables(kind) for name in table.column_names)


@cache
def captions(kind: str) -> frozenset[str]:
    """The captions of a table's blocks, likewise."""
    return frozenset(label_form(grid.caption) for table in _tables(kind) for grid in table.grids if grid.caption)


@cache
def widths_of(kind: str, row: str) -> frozenset[int]:
    """How many columns a row has on the forms that know it."""
    return frozenset(len(table.row_names[row][0].columns) for table in _tables(kind) if row in table.row_names)


def _tables(kind: str) -> Iterator[Table]:
    return (form.tables[kind] for form in forms().values() if form.national)


def _names(table: Table) -> Iterator[str]:
    yield from (*table.row_names, *table.column_names, *table.words)
    yield from (label_form(grid.caption) for grid in table.grids if grid.caption)


@cache
def _others() -> Mapping[str, tuple[str, ...]]:
    data = tomllib.loads(files("extractors.runs").joinpath("words.toml").read_text(encoding="utf-8"))
    return {kind: tuple(map(label_form, data[kind])) for kind in KINDS}


def _pattern(names: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return re.compile(f'{_NUMBERING}(?:{"|".join(map(_loose, longest_first))})[)”"]?')


def _loose(name: str) -> str:
    """A label with any punctuation that may stand between its characters."""
    return _BETWEEN.join(map(re.escape, name))
