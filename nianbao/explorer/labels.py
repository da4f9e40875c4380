"""What quantities and rates are called, in both languages, from the data files that define them."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from nianbao.domain.crosswalk import crosswalk
from nianbao.explorer.languages import Language
from nianbao.explorer.wording import words

# Neither a class nor a series of the crosswalk: what the classes leave of the printed total.
RESIDUAL = "outcome_residual"


@cache
def groups() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The groups of quantities in the table of counts: name and h_keys."""
    return tuple((group["name"], tuple(group["rows"])) for group in _shown()["group"])


@cache
def quantities() -> tuple[str, ...]:
    """All of them, in their order."""
    return tuple(key for _, rows in groups() for key in rows)


@cache
def rates() -> tuple[str, ...]:
    """The rates shown beside the counts, in their order."""
    return tuple(_shown()["rates"]["rows"])


def quantity_label(key: str, language: Language) -> str:
    """What a quantity of `harmonised` is called."""
    return _quantity_labels()[key][language]


def rate_label(key: str, language: Language) -> str:
    """What a rate is called."""
    return words(language)(f"rates.{key}")


@cache
def _quantity_labels() -> Mapping[str, Mapping[Language, str]]:
    classes = crosswalk().classes.values()
    found: dict[str, Mapping[Language, str]] = {each.key: {"zh": each.label, "en": each.english} for each in classes}
    series = tomllib.loads(files("nianbao.exports").joinpath("quantities.toml").read_text("utf-8"))
    found |= {key: {"zh": chinese, "en": english} for key, (chinese, english) in series.items()}
    return found | {RESIDUAL: {"zh": words("zh")("region.residual"), "en": words("en")("region.residual")}}


@cache
def _shown() -> Mapping[str, Any]:
    told: Mapping[str, Any] = tomllib.loads(files(__package__).joinpath("quantities.toml").read_text("utf-8"))
    return told
