"""The cells of a form that coders are asked for."""

import tomllib
from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase
from functools import cache
from importlib.resources import files

from nianbao.domain.forms import Indicator, forms

TABLES = ("t2", "t3", "t4", "annex")
NO_TABLE = "none"  # what a coder writes where the report has no such table


@cache
def forms_of(table: str) -> tuple[str, ...]:
    """The forms that have such a table: what a coder may answer."""
    return tuple(name for name, form in forms().items() if table in form.tables)


def cells_of(table: str, form: str) -> Sequence[Indicator]:
    """Every cell of a form's table, in printed order; raises KeyError for an unknown form."""
    return [one for one in forms()[form].indicators if one.table == table]


@cache
def _patterns() -> Mapping[str, Sequence[str]]:
    return tomllib.loads(files(__package__).joinpath("headline.toml").read_text(encoding="utf-8"))


@cache
def _headline_of_annexes() -> frozenset[str]:
    return frozenset(
        one.key for form in forms().values() for one in form.indicators if one.table == "annex" and one.headline
    )


def is_headline(key: str) -> bool:
    """Whether a cell is coded in every report."""
    patterns = _patterns().get(key.partition(".")[0], ())
    return key in _headline_of_annexes() or any(fnmatchcase(key, pattern) for pattern in patterns)
