"""What the form of screen 4 asks for, as a selection of the exports."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from nianbao.domain.divisions import candidates
from nianbao.exports.selection import FIRST_YEAR, LAST_YEAR, LEVELS, Selection, SelectionRefused

# Groups of figures that are asked for by one tick, by patterns of their keys.
GROUPS: Mapping[str, tuple[str, ...]] = {
    "requests": ("t3.new_received.total", "t3.brought_forward.total", "t3.disposed.total", "t3.carried_forward.total"),
    "outcomes": ("t3.*.total",),
    "applicants": ("t3.*",),
    "disputes": ("t4.*",),
    "activities": ("t2.*",),
    "annexes": ("a.*", "b.*"),
}
CODE = 6
Word = Annotated[str, StringConstraints(max_length=60)]
Line = Annotated[str, StringConstraints(max_length=600)]


class Asked(BaseModel):
    """The fields of the form; `build`: it was sent."""

    model_config = ConfigDict(extra="forbid")

    build: bool = False
    region: Line = ""
    level: list[Word] = Field(default=list(LEVELS), max_length=8)
    first: Annotated[int, Field(ge=2000, le=2100)] = FIRST_YEAR
    last: Annotated[int, Field(ge=2000, le=2100)] | Literal[""] = ""
    coverage: list[Word] = Field(default=["aggregate"], max_length=3)
    group: list[Word] = Field(default=["requests"], max_length=8)
    figure: Line = ""
    quality: Word = "default"
    release: Word = ""


def selection_of(asked: Asked) -> Selection:
    """The selection it asks for. Raises SelectionRefused for a word that stands for nothing, or for several regions."""
    unknown = [name for name in asked.group if name not in GROUPS]
    if unknown:
        raise SelectionRefused(f"{', '.join(unknown)} is no group of figures")
    patterns = [pattern for name in asked.group for pattern in GROUPS[name]]
    return Selection(
        regions=tuple(_code(word) for word in _words(asked.region)),
        levels=tuple(asked.level),
        first_year=asked.first,
        last_year=asked.last or LAST_YEAR,
        coverage=tuple(asked.coverage),
        figures=tuple(dict.fromkeys((*patterns, *_words(asked.figure)))),
        quality=asked.quality,
        release=asked.release or None,
    )


def _words(line: str) -> list[str]:
    return line.replace("，", " ").replace(",", " ").split()


def _code(word: str) -> str:
    if len(word) == CODE and word.isdecimal():
        return word
    found = candidates(word)
    match found:
        case [region]:
            return region.code
        case []:
            raise SelectionRefused(f"no region is called {word}")
        case _:
            raise SelectionRefused(f"{word}: {', '.join(region.code for region in found)}?")
