"""Made prose for made reports: characters drawn by a seed, and three phrases planted as often as is said."""

from collections.abc import Iterator
from random import Random

from sqlalchemy import Connection, text

from nianbao.store.bulk import copy_rows
from nianbao.store.passages import COLUMNS, LONGEST, SIZE, passages_of

SEED = 20261122
# Drawn with weights that fall as ranks grow, as in any prose: some pairs are in nearly every passage.
CHARACTERS = [chr(0x4E00 + 7 * rank) for rank in range(1500)]
WEIGHTS = [1 / (rank + 3) for rank in range(1500)]
PLANTED = {"甲乙丙丁罕见": 10_000, "戊己庚辛中等": 100, "壬癸子丑常见": 2}
# About 1,700 characters.
IN_A_SECTION = 8
READINGS = text("SELECT reading_id FROM reading ORDER BY reading_id")
WRITTEN = text("SELECT count(*) FROM passage")
INDEX = text("SELECT indexdef FROM pg_indexes WHERE indexname = 'passage_pairs_idx'")


def write_prose(connection: Connection, passages: int) -> int:
    """Give the readings sections that make about so many passages; how many it became. The index is made at the end."""
    readings = list(connection.execute(READINGS).scalars())
    each = max(1, -(-passages // len(readings)))
    index = connection.execute(INDEX).scalar_one()
    connection.exec_driver_sql("DROP INDEX passage_pairs_idx")
    prose = list(_prose(readings, each))
    head = ("reading_id", "position", "number", "key", "heading", "text", "text_masked", "heading_masked", "masks")
    sections = ((*place, 1, "overview", "一、总体情况", said, said, "", "[]") for *place, said in prose)
    copy_rows(connection, "section", head, sections)
    rows = ((*place, *cut) for *place, said in prose for cut in passages_of(said))
    copy_rows(connection, "passage", COLUMNS, rows)
    connection.exec_driver_sql("SET LOCAL maintenance_work_mem = '1GB'")
    connection.exec_driver_sql(index)
    written: int = connection.execute(WRITTEN).scalar_one()
    return written


def _prose(readings: list[int], each: int) -> Iterator[tuple[int, int, str]]:
    """Reading, place of the section in it, and what the section says: as much as one of a long report."""
    random = Random(SEED)  # noqa: S311 - a draw that can be repeated is wanted
    step = SIZE - LONGEST
    for place, number in enumerate(readings):
        drawn = "".join(random.choices(CHARACTERS, WEIGHTS, k=each * step))
        parts = [drawn[first : first + step] for first in range(0, len(drawn), step)]
        planted = [_planted(place * each + at, part) for at, part in enumerate(parts)]
        for position, first in enumerate(range(0, each, IN_A_SECTION)):
            yield number, position, "".join(planted[first : first + IN_A_SECTION])


def _planted(place: int, part: str) -> str:
    """The part with each phrase that is due in it, in place of as many of its characters."""
    for at, (phrase, often) in enumerate(PLANTED.items()):
        if place % often == 0:
            first = 20 * (at + 1)
            part = part[:first] + phrase + part[first + len(phrase) :]
    return part
