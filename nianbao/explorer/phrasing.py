"""What the database and the reader say in English, said in Chinese: by `phrases/*.toml`, and by data that hold both.

Reasons, findings and refusals are kept as sentences with numbers and quotes in them. An entry is the pattern that such
a sentence was made by, with its Chinese; the same parts stand in both.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from string import Formatter

from markupsafe import Markup

from nianbao.domain.crosswalk import crosswalk
from nianbao.domain.rates import rates
from nianbao.explorer.languages import Language

# Three English words in a row: what would be read as a sentence of ours.
SENTENCE = re.compile(r"(?<![\w./=-])[A-Za-z][a-z']*(?:[,:;]? [A-Za-z][a-z']*(?:-[a-z]+)?){2,}(?![\w/=])")
BETWEEN = "; "
# What stands in a part, by its format; a part of any text ends where the next sentence begins.
PARTS = {"d": r"-?\d[\d.,E+]*?", "k": r"\S+?", "": rf"(?:(?!{BETWEEN}).)*?"}
# A sentence of ours is shorter; what is longer holds a stranger's text, which is not searched at length.
LONGEST = 1000


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence with parts: what it looks like, its Chinese, and the parts that are sentences themselves."""

    looks: re.Pattern[str]
    chinese: str
    said: frozenset[str]


def say(english: str, language: Language) -> str:
    """The sentence in a language; in English where nobody wrote the Chinese."""
    return english if language == "en" else chinese(english) or english


def said(english: str, language: Language) -> Markup:
    """The same for a page: what nobody wrote the Chinese of is marked as English there."""
    told = english if language == "en" else chinese(english)
    if told is None:
        return Markup('<span lang="en" data-unsaid>{}</span>').format(english)
    return Markup("{}").format(told)


@lru_cache(maxsize=8192)
def chinese(english: str) -> str | None:
    """The sentence in Chinese, several joined by "; " one by one; null where one has no entry."""
    if len(english) > LONGEST:
        return None
    told = _one(english)
    return told if told is not None or BETWEEN not in english else _joined(english.split(BETWEEN))


def _joined(pieces: Sequence[str]) -> str | None:
    """Of each piece and those that follow it as many as one entry holds."""
    said: list[str] = []
    place = 0
    while place < len(pieces):
        for end in range(min(place + most_joined(), len(pieces)), place, -1):
            if (told := _one(BETWEEN.join(pieces[place:end]))) is not None:
                said.append(told)
                place = end
                break
        else:
            return None
    return "；".join(said)


def _one(english: str) -> str | None:
    """By its entry; without one it stays where it holds no sentence."""
    whole = wholes().get(english)
    if whole is not None:
        return whole
    for phrase in phrases():
        found = phrase.looks.fullmatch(english)
        parts = None if found is None else _parts(found, phrase.said)
        if parts is not None:
            return phrase.chinese.format_map(parts)
    return None if BETWEEN in english or SENTENCE.search(english) else english


def _parts(found: re.Match[str], are_said: frozenset[str]) -> Mapping[str, str] | None:
    """The parts by name; null where one that should be a sentence is none of ours."""
    told = {name: chinese(text) if name in are_said else text for name, text in found.groupdict().items()}
    known = {name: text for name, text in told.items() if text is not None}
    return known if len(known) == len(told) else None


@cache
def wholes() -> Mapping[str, str]:
    """Sentences without parts -> Chinese, with the caveats, which stand in the data that they are about."""
    return {english: told for english, told in entries().items() if "{" not in english} | dict(_caveats())


@cache
def phrases() -> tuple[Phrase, ...]:
    """Sentences with parts, those with most words of their own first."""
    found = sorted(
        (each for each in entries().items() if "{" in each[0]), key=lambda each: -len(re.sub("{.*?}", "", each[0]))
    )
    return tuple(_phrase(english, told) for english, told in found)


@cache
def most_joined() -> int:
    """How many pieces between "; " the entry with most of them has."""
    return 1 + max(english.count(BETWEEN) for english in entries())


@cache
def entries() -> Mapping[str, str]:
    """English -> Chinese, of every file of phrases. Raises ValueError for one that stands twice."""
    found: dict[str, str] = {}
    for file in sorted(files(__package__).joinpath("phrases").iterdir(), key=lambda entry: entry.name):
        told = tomllib.loads(file.read_text("utf-8"))
        if twice := found.keys() & told.keys():
            raise ValueError(f"{file.name}: {sorted(twice)} stand in another file as well")
        found |= told
    return found


def _caveats() -> Iterator[tuple[str, str]]:
    walk = crosswalk()
    shares = [share for each in walk.partitions.values() for share in each.shares]
    shares += [share for each in walk.series.values() for share in each.shares]
    yield from ((each.caveat, each.caveat_zh) for each in walk.classes.values())
    yield from ((share.caveat, share.caveat_zh) for share in shares)
    yield from ((era.caveat, era.caveat_zh) for rate in rates() for era in rate.eras)


def _phrase(english: str, told: str) -> Phrase:
    looks, are_said = "", set()
    for literal, name, form, kind in Formatter().parse(english):
        looks += re.escape(literal)
        if name:
            looks += f"(?P<{name}>{'.+?' if kind else PARTS[form or '']})"
            are_said |= {name} if kind else set()
    return Phrase(re.compile(looks, re.DOTALL), told, frozenset(are_said))
