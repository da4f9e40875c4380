"""What a word in the search box may mean: regions by name or code, and organs by a part of their name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import Connection, RowMapping

from nianbao.domain.divisions import candidates, full_name, regions
from nianbao.explorer.asked import Question, statement
from nianbao.explorer.strips import Strip, strip

MOST = 24


@dataclass(frozen=True, slots=True)
class Hit:
    """A region or an organ that may be meant, with its years. `full`: its name with those above it; `address`: below
    the language, null where no page shows it; `n_held`, `n_expected`: of its level in the last year that was due."""

    name: str
    full: str
    what: str
    code: str
    address: str | None
    strip: Strip
    n_held: int
    n_expected: int
    level_year: int | None


@dataclass(frozen=True, slots=True)
class Found:
    """The hits of a word. `total`: with those not shown; `meant`: of regions that bear the whole name, how many."""

    hits: tuple[Hit, ...]
    total: int
    meant: int


def hits_asked(word: str) -> Question:
    """The question whose rows are the years of every hit."""
    codes = [region.code for region in candidates(word)] if word else []
    if word.isdigit():
        codes.append(word)
    return Question("hits", statement("hits"), {"codes": codes, "part": "" if word.isdigit() else word, "most": MOST})


def find(connection: Connection, word: str) -> Found:
    """All that a word may mean, what bears the whole name first; nothing is chosen for the one who asks."""
    asked = hits_asked(word)
    rows = asked.rows(connection)
    last = _last_years(Question("levels", statement("levels")).rows(connection))
    found = tuple(_hit(list(mine), last) for _, mine in groupby(rows, key=lambda row: row["unit"]))
    codes = asked.given["codes"]
    meant = len({row["unit"] for row in rows if row["sort"] == 1 and row["code"] in codes})
    return Found(found, rows[0]["hits"] if rows else 0, meant)


def _last_years(rows: Sequence[RowMapping]) -> Mapping[str, RowMapping]:
    """Level -> the counts of its last year that was due."""
    return {row["level"]: row for row in rows}


def _hit(rows: Sequence[RowMapping], last: Mapping[str, RowMapping]) -> Hit:
    first = rows[0]
    years = [row for row in rows if row["year"] is not None]
    level = last.get(first["what"])
    return Hit(
        name=first["name_zh"],
        full=_full(first),
        what=first["what"],
        code=first["code"],
        address=_address(rows),
        strip=strip(years),
        n_held=level["n_held"] if level else 0,
        n_expected=level["n_expected"] if level else 0,
        level_year=level["year"] if level else None,
    )


def _full(row: RowMapping) -> str:
    known = regions().get(row["code"])
    if row["sort"] == 1 and (known is None or known.name != row["name_zh"]):
        return str(row["name_zh"])
    return full_name(row["code"]) if row["sort"] == 1 else str(row["name_zh"])


def _address(rows: Sequence[RowMapping]) -> str | None:
    first = rows[0]
    if first["sort"] == 1:
        return f"/region/{first['code'] if first['exists_to'] is None else first['region_key']}"
    series = next((row["series_id"] for row in reversed(rows) if row["series_id"]), None)
    return None if series is None else f"/organ/{series}"
