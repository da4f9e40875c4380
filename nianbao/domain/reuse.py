"""Which parts of reports are compared for text used again, and what counts as a set phrase: see `reuse.toml`."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Reuse:
    """`parts`: keys of sections; `set_phrase_share`: of the year's reports, from 0 to 1; lengths in characters."""

    parts: tuple[str, ...]
    set_phrase_share: float
    set_phrase_reports: int
    reports_of_a_year: int
    breaks: str
    left_out: str
    clause_characters: int
    text_characters: int


@cache
def reuse() -> Reuse:
    """The rules. Raises TypeError naming what the data lack, ValueError where a character is to break and to go."""
    data = tomllib.loads(files("nianbao.domain").joinpath("reuse.toml").read_text(encoding="utf-8"))
    rules = Reuse(**{**data, "parts": tuple(data["parts"])})
    if both := set(rules.breaks) & set(rules.left_out):
        raise ValueError(f"reuse.toml: {sorted(both)} are in breaks and in left_out")
    return rules
