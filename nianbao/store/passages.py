"""Masked prose as it is searched: cut into passages, each the pairs of neighbouring characters in it with their places.

A phrase is found where its pairs follow one another: nothing is guessed about where a Chinese word ends. Postgres
keeps at most 256 places a pair, so a passage holds fewer; each begins ahead of the end of the one before it, so that no
phrase of up to LONGEST characters is cut in two.
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, delete, func, select
from sqlalchemy.dialects.postgresql import insert

from nianbao.domain.personal import mask
from nianbao.domain.report import Report
from nianbao.store.bulk import copy_rows
from nianbao.store.models import Installed, Passage, Section

SHORTEST, LONGEST = 2, 40
SIZE = 256
COLUMNS = ("reading_id", "position", "start", "stop", "pairs")
# Another way of cutting cuts what is stored anew.
PART, WAY = "passages", "1"
READINGS_AT_A_TIME = 500


class Cut(NamedTuple):
    """A passage: first character and the one behind the last in the section's masked text, and its pairs."""

    start: int
    stop: int
    pairs: str


def passages_of(text: str) -> Iterator[Cut]:
    """The passages of a text: white space is left out, for the lines of a page break words; letters are small."""
    places = [place for place, character in enumerate(text) if not character.isspace()]
    for first in range(0, max(len(places) - LONGEST, 1), SIZE - LONGEST):
        held = places[first : first + SIZE]
        if len(held) > 1:
            yield Cut(held[0], held[-1] + 1, _vector(text[place].lower() for place in held))


def phrase_query(phrase: str) -> str | None:
    """What `pairs @@ …::tsquery` takes to find a phrase; None where it has fewer than SHORTEST or more than LONGEST
    characters besides white space."""
    characters = [character.lower() for character in phrase if not character.isspace()]
    if not SHORTEST <= len(characters) <= LONGEST:
        return None
    return " <-> ".join(_quoted(pair) for pair in _pairs(characters))


def write_passages(connection: Connection, reading_id: int, report: Report) -> None:
    """Enter the passages of a report that was just read."""
    rows = _rows((reading_id, position, mask(section.text)) for position, section in enumerate(report.sections))
    copy_rows(connection, "passage", COLUMNS, rows)


def fill_passages(connection: Connection, patterns: str) -> None:
    """Cut everything anew where the texts were masked by other patterns (their digest) or cut another way."""
    digest = f"{WAY} {patterns}"
    held = select(Installed.digest).where(Installed.part == PART)
    if connection.execute(held).scalar_one_or_none() == digest:
        return
    connection.execute(delete(Passage))
    last = connection.execute(select(func.max(Section.reading_id))).scalar_one() or 0
    some = select(Section.reading_id, Section.position, Section.text_masked).where(
        Section.reading_id >= bindparam("first"), Section.reading_id < bindparam("after")
    )
    for first in range(0, last + 1, READINGS_AT_A_TIME):
        found = connection.execute(some, {"first": first, "after": first + READINGS_AT_A_TIME}).all()
        copy_rows(connection, "passage", COLUMNS, _rows((row[0], row[1], row[2] or "") for row in found))
    statement = insert(Installed).values(part=PART, digest=digest)
    connection.execute(statement.on_conflict_do_update(index_elements=["part"], set_={"digest": digest}))


def _rows(sections: Iterable[tuple[int, int, str]]) -> Iterator[tuple[int, int, int, int, str]]:
    for reading_id, position, text in sections:
        for cut in passages_of(text):
            yield reading_id, position, *cut


def _vector(characters: Iterable[str]) -> str:
    places: dict[str, list[int]] = {}
    for place, pair in enumerate(_pairs(list(characters)), start=1):
        places.setdefault(pair, []).append(place)
    return " ".join(f"{_quoted(pair)}:{','.join(map(str, found))}" for pair, found in places.items())


def _pairs(characters: list[str]) -> Iterator[str]:
    return (first + second for first, second in pairwise(characters))


def _quoted(pair: str) -> str:
    return "'" + pair.replace("\\", "\\\\").replace("'", "''") + "'"
