"""Why a cell holds no number: one letter in Stata, one number in SPSS, one word in the status files."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Missing:
    """A reason: its letter, the statuses it stands for, its labels, and what SPSS holds for it."""

    letter: str
    statuses: tuple[str, ...]
    zh: str
    en: str
    spss: int

    @property
    def label(self) -> str:
        """Both languages."""
        return f"{self.zh} {self.en}"


@cache
def missing_codes() -> tuple[Missing, ...]:
    """Every reason, by letter. Source: `missing.toml`."""
    data = tomllib.loads(files(__package__).joinpath("missing.toml").read_text("utf-8"))
    return tuple(
        Missing(
            letter=each["letter"],
            statuses=tuple(each["statuses"]),
            zh=each["zh"],
            en=each["en"],
            spss=data["spss_base"] + ord(each["letter"]) - ord("a") + 1,
        )
        for each in data["missing"]
    )


@cache
def code_of() -> Mapping[str, Missing]:
    """Status -> its reason; `number` has none."""
    return {status: each for each in missing_codes() for status in each.statuses}


def spss_range() -> tuple[int, int]:
    """The least and the greatest number that stands for a reason, the whole alphabet allowed for."""
    base = missing_codes()[0].spss - (ord(missing_codes()[0].letter) - ord("a") + 1)
    return base + 1, base + 26
