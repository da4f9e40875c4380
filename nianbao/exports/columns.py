"""The columns of the files: names, types and labels in two languages, the same wherever a column stands."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from nianbao.domain.crosswalk import crosswalk
from nianbao.store.codebook import RESIDUAL, Entry, codebook

PLAIN = ("text", "integer", "number", "boolean", "moment")


@dataclass(frozen=True, slots=True)
class Category:
    """A word of a closed list: its number in Stata and SPSS, and its labels."""

    word: str
    number: int
    zh: str
    en: str

    @property
    def label(self) -> str:
        """Both languages."""
        return f"{self.zh} {self.en}"


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `type`: text, integer, number, boolean, moment, `figure` (a number, or a status why there is none),
    `word` (a status), or the name of a closed list. `key`: of the figure or quantity, where it is one."""

    name: str
    type: str
    zh: str
    en: str
    key: str | None = None
    unit: str | None = None

    @property
    def label(self) -> str:
        """Both languages."""
        return f"{self.zh} | {self.en}"

    @property
    def categories(self) -> tuple[Category, ...]:
        """The closed list of its words; none for other types."""
        return categories().get(self.type, ())


@cache
def categories() -> Mapping[str, tuple[Category, ...]]:
    """Name of a closed list -> its words. Source: `categories.toml`."""
    return {
        name: tuple(Category(word, *told) for word, told in words.items())
        for name, words in _data("categories").items()
    }


@cache
def described(part: str) -> tuple[Column, ...]:
    """The columns of a part of `columns.toml`: place, cell or harmonised."""
    return tuple(Column(name, *told) for name, told in _data("columns")[part].items())


def figure_columns(entries: tuple[Entry, ...], kind: str = "figure") -> tuple[Column, ...]:
    """One column a figure, under its short name."""
    return tuple(
        Column(entry.short_name, kind, entry.label_zh, entry.label_en, entry.key, entry.unit) for entry in entries
    )


@cache
def quantity_columns() -> tuple[Column, ...]:
    """One column a quantity that several forms ask for: classes of outcomes, what they leave over, then the others."""
    labels = {key: (each.label, each.english) for key, each in crosswalk().classes.items()}
    labels |= {key: tuple(told) for key, told in _data("quantities").items()}
    names = (*crosswalk().classes, RESIDUAL, *crosswalk().series)
    return tuple(Column(name, "figure", *labels[name], key=name) for name in names)


@cache
def entries_by_key() -> Mapping[str, Entry]:
    """Key -> its row of the codebook."""
    return {entry.key: entry for entry in codebook()}


def _data(name: str) -> Mapping[str, Any]:
    return tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text("utf-8"))
