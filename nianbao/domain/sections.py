"""How the parts of a report are headed: the words and cues of `sections.toml`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class SectionKind:
    """One part of a report. `place` is its number on the form since 2019; null for parts of older reports."""

    key: str
    place: int | None
    cues: Mapping[str, int]

    def score(self, heading: str) -> int:
        """How strongly a heading speaks for this part; 0 where no cue stands in it."""
        return sum(weight for cue, weight in self.cues.items() if cue in heading)


@dataclass(frozen=True, slots=True)
class HeadingWords:
    """What headings are made of, where they may end, after what they go on, and what only looks like one."""

    words: tuple[str, ...]
    enders: tuple[str, ...]
    connectors: tuple[str, ...]
    table_rows: tuple[str, ...]


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files("nianbao.domain").joinpath("sections.toml").read_text(encoding="utf-8"))


@cache
def section_kinds() -> tuple[SectionKind, ...]:
    """All parts: those of the form since 2019 first, in its order."""
    return tuple(SectionKind(row["key"], row.get("place"), row["cues"]) for row in _data()["section"])


def statutory_sections() -> tuple[SectionKind, ...]:
    """The six parts of the form in force since 2019, in its order."""
    return tuple(kind for kind in section_kinds() if kind.place is not None)


@cache
def heading_words() -> HeadingWords:
    """The vocabulary of headings, longest word first, so that a word never hides a longer one."""
    data = _data()
    names = ("words", "enders", "connectors", "table_rows")
    return HeadingWords(*(tuple(sorted(data[name], key=len, reverse=True)) for name in names))


def kind_of_heading(heading: str) -> tuple[SectionKind | None, int]:
    """The part a heading speaks for and how strongly; (None, 0) where no cue stands in it."""
    best = max(section_kinds(), key=lambda kind: kind.score(heading))
    score = best.score(heading)
    return (best, score) if score else (None, 0)
