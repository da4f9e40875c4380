"""What the handbook states of a figure beyond its label: definitions, classes, legal bases. Rows of `codebook.toml`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from importlib.resources import files
from typing import Any

MEASURES = ("count", "stock", "amount", "signed_change", "cumulative")
COUNTING_RULES = ("exclusive", "multi_coded")
GROUND_CLASSES = ("mandatory", "third_party", "discretionary", "redirected")
APPLICANT_CLASSES = ("natural_person", "organisation", "all")
CLOSED: Mapping[str, tuple[str, ...]] = {
    "measure": MEASURES,
    "counting_rule": COUNTING_RULES,
    "ground_class": GROUND_CLASSES,
    "applicant_class": APPLICANT_CLASSES,
}


@dataclass(frozen=True, slots=True)
class Told:
    """What is stated of a figure; null: nothing states it. The words: see `codebook.toml`."""

    definition_zh: str | None = None
    definition_en: str | None = None
    measure: str | None = None
    counting_rule: str | None = None
    legal_basis_2019: str | None = None
    ground_class: str | None = None
    applicant_class: str | None = None
    foi_term: str | None = None


def told_of(key: str) -> Told:
    """What is stated of the figure of that key. Raises ValueError where the data state a field twice or wrongly."""
    fields: dict[str, str] = {}
    for row in _rows():
        if _is_about(row, key):
            stated = {name: value for name, value in row.items() if name not in ("figures", "except")}
            for name, value in stated.items():
                if name in fields:
                    raise ValueError(f"codebook.toml states {name} of {key} twice")
                if value not in CLOSED.get(name, (value,)):
                    raise ValueError(f"codebook.toml: {value} is no {name}")
                fields[name] = value
    return Told(**fields)


def patterns() -> tuple[str, ...]:
    """Every pattern of keys that the data name, also those of exceptions."""
    return tuple(pattern for row in _rows() for pattern in (*row["figures"], *row.get("except", ())))


def _is_about(row: Mapping[str, Any], key: str) -> bool:
    named = any(fnmatchcase(key, pattern) for pattern in row["figures"])
    return named and not any(fnmatchcase(key, pattern) for pattern in row.get("except", ()))


@cache
def _rows() -> tuple[Mapping[str, Any], ...]:
    return tuple(tomllib.loads(files("nianbao.domain").joinpath("codebook.toml").read_text("utf-8"))["told"])
