"""The kinds of personal data, out of `patterns.toml`."""

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from nianbao.domain.personal.digits import is_identity, is_luhn

NOTHING = "(?!)"
CHECKS: Mapping[str, Callable[[str], bool]] = {"identity": is_identity, "luhn": is_luhn}


@dataclass(frozen=True, slots=True)
class Kind:
    """Patterns of one kind of personal data; each has a group `it`, what is masked. Several rows may share a name.

    `always`: masked whatever the caller asks for. `passes`: whether a number's check digit is right.
    """

    name: str
    token: str
    always: bool
    patterns: tuple[re.Pattern[str], ...]
    passes: Callable[[str], bool]
    unless: re.Pattern[str]
    unless_before: re.Pattern[str]


@cache
def kinds() -> tuple[Kind, ...]:
    """All kinds; where two claim the same place the earlier one names it."""
    return tuple(_kind(row) for row in _data()["kind"])


@cache
def hint() -> re.Pattern[str]:
    """What a folded text must have to hold personal data at all."""
    return re.compile(_data()["hint"])


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("patterns.toml").read_text(encoding="utf-8"))


def _kind(row: Mapping[str, Any]) -> Kind:
    return Kind(
        name=row["name"],
        token=row["token"],
        always=row["always"],
        patterns=tuple(_compiled(pattern) for pattern in row["patterns"]),
        passes=CHECKS[row["check"]] if "check" in row else bool,
        unless=_compiled(row.get("unless", NOTHING)),
        unless_before=_compiled(row.get("unless_before", NOTHING)),
    )


def _compiled(pattern: str) -> re.Pattern[str]:
    words: Mapping[str, str] = _data()["words"]
    while any(f"{{{name}}}" in pattern for name in words):
        for name, spelled in words.items():
            pattern = pattern.replace(f"{{{name}}}", spelled)
    return re.compile(pattern)
