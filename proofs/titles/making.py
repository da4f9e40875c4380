"""Titles of reports, and titles of papers that are none, each with what it is; made from the list of divisions.

Nothing here knows the rule that reads them: the list is read as a file.
"""

import csv
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

HERE = Path(__file__).parent
DIVISIONS = HERE.parents[1] / "nianbao" / "domain" / "divisions" / "regions.csv"
YEARS = range(2008, 2026)


@dataclass(frozen=True, slots=True)
class Division:
    """A division of the list: code, name, and the name with all names above it."""

    code: str
    name: str
    whole: str


@dataclass(frozen=True, slots=True)
class Made:
    """A title of a report. `publisher` empty, `year` null: the title states none. `kind`, `sector`: of the publisher;
    `whole`: the division's name with all above it; `features`: form, manner of the year, words for the report.
    """

    text: str
    publisher: str
    year: int | None
    kind: str
    sector: str
    code: str
    whole: str
    features: tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Other:
    """A title of a paper that is no report."""

    text: str
    kind: str


def made_titles(random: Random, count: int) -> Iterator[Made]:
    """`count` titles: divisions in random order, each once before one comes again; forms in turn."""
    divisions, words = _shuffled(random), wording()
    for place in range(count):
        division = divisions[place % len(divisions)]
        yield made_title(random, words, division, words["form"][place % len(words["form"])])


def made_title(random: Random, words: Mapping[str, Any], division: Division, form: Mapping[str, Any]) -> Made:
    """A title of this form by an organ of the division."""
    organ, manner, year = random.choice(words["organ"]), random.choice(words["year"]), random.choice(YEARS)
    publisher = organ["name"].format(place=division.name)
    subject = random.choice(subjects(words, publisher))
    parts = {"publisher": publisher, "subject": subject, "year": year_text(manner, year)}
    title = form["text"].format(**parts, arabic=year, next=year + 1) + random.choice(words["copies"]["all"])
    return Made(
        text=wrapped(random, words, title),
        publisher=half_width(publisher) if "publisher" in form["has"] else "",
        year=year if "year" in form["has"] else None,
        kind=organ["kind"],
        sector=organ["sector"],
        code=division.code,
        whole=division.whole,
        features=(form["name"], manner["name"], subject),
    )


def subjects(words: Mapping[str, Any], publisher: str) -> Sequence[str]:
    """The words for the report that may stand behind this name: 示例县政府信息公开 is read in one way only."""
    every: Sequence[str] = words["subjects"]["all"]
    return [one for one in every if not (publisher.endswith("政府") and one.startswith("信息公开"))]


def year_text(manner: Mapping[str, str], year: int) -> str:
    """A year written in a manner; Chinese numerals begin with 二 whatever stands for nought."""
    return manner["text"].format(digits="".join(manner["digits"][int(digit)] for digit in str(year)))


def half_width(name: str) -> str:
    """A name as it is compared: its wide brackets are those of ASCII."""
    return name.replace("（", "(").replace("）", ")")


def wrapped(random: Random, words: Mapping[str, Any], title: str) -> str:
    """The title as a page prints it; never cut within a year's digits or after a Markdown mark."""
    cut = random.randrange(1, len(title))
    return str(random.choice(words["wraps"]["all"])).format(title=title, left=title[:cut], right=title[cut:])


def made_others(random: Random, each: int) -> Iterator[Other]:
    """Papers that are no report: `each` titles of every kind, its wordings in turn."""
    divisions, organs = _shuffled(random), wording()["organ"]
    for kind, templates in other_kinds().items():
        for place in range(each):
            division, year = random.choice(divisions), random.choice(YEARS)
            organ = random.choice(organs)["name"].format(place=division.name)
            words = {"place": division.name, "organ": organ, "year": year, "next": year + 1}
            yield Other(templates[place % len(templates)].format(**words), kind)


def other_kinds() -> Mapping[str, Sequence[str]]:
    """Kinds of papers that are no report -> their wordings."""
    kinds: Mapping[str, Sequence[str]] = _data("others.toml")["kinds"]
    return kinds


def wording() -> Mapping[str, Any]:
    """The parts of made titles."""
    return _data("wording.toml")


@cache
def divisions() -> Mapping[str, Division]:
    """Code -> division, of the whole list; those above come first in it."""
    found: dict[str, Division] = {}
    rows = csv.DictReader(DIVISIONS.read_text(encoding="utf-8").splitlines())
    for row in sorted(rows, key=lambda row: (bool(row["parent"]), row["level"] == "county")):
        above = found[row["parent"]].whole if row["parent"] else ""
        found[row["code"]] = Division(row["code"], row["name"], above + row["name"])
    return found


def _shuffled(random: Random) -> Sequence[Division]:
    found = list(divisions().values())
    random.shuffle(found)
    return found


@cache
def _data(name: str) -> Mapping[str, Any]:
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))
