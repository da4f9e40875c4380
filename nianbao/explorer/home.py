"""Screen 1: is my case in it? A search that asks back, and how far every province and year is covered."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from sqlalchemy import Connection, RowMapping
from starlette.responses import Response

from nianbao.explorer.asked import Question, csv_answer, sql_answer, statement
from nianbao.explorer.cache import cached_page
from nianbao.explorer.database import shown
from nianbao.explorer.finding import find, hits_asked
from nianbao.explorer.languages import Language
from nianbao.explorer.marks import looks
from nianbao.explorer.pages import page_text
from nianbao.explorer.published import state_shown
from nianbao.explorer.refusals import BadAsk, NotHeld

router = APIRouter(include_in_schema=False)
LEVELS = ("province", "prefecture", "county")
Word = Annotated[str, Query(max_length=60)]


@router.get("/{language}/")
def home(request: Request, language: Language, q: Word = "", level: str = "") -> Response:
    """The search box, its hits, and the grid of what is held."""
    return cached_page(request, lambda connection: _page(request, connection, q.strip(), level))


@router.get("/{language}/held/{table}.{twin}")
def twin(request: Request, language: Language, table: str, twin: str, q: Word = "", level: str = "") -> Response:
    """A table of the page as CSV or SQL."""
    asked = _tables(q.strip(), level).get(table)
    match twin:
        case "csv" if asked is not None:
            with shown(request).reading() as connection:
                return csv_answer(connection, asked, table)
        case "sql" if asked is not None:
            return sql_answer(asked, table)
        case _:
            raise NotHeld(f"{table}.{twin}")


def _tables(word: str, level: str) -> Mapping[str, Question]:
    if level and level not in LEVELS:
        raise BadAsk(f"level={level}")
    given = {"levels": [level] if level else list(LEVELS)}
    return {
        "hits": hits_asked(word),
        "grid": Question("grid", statement("grid"), given),
        "reasons": Question("reasons", statement("reasons"), given),
    }


def _page(request: Request, connection: Connection, word: str, level: str) -> str:
    tables = _tables(word, level)
    grid = tables["grid"].rows(connection)
    reasons = tables["reasons"].rows(connection)
    values: dict[str, Any] = {
        "q": word,
        "level": level,
        "levels": LEVELS,
        "found": find(connection, word) if word else None,
        "years": sorted({row["year"] for row in grid}),
        "grid": _by(grid, "province_code"),
        "reasons": _by(reasons, "state"),
        "states": [name for name in ("held", *looks()) if any(row["state"] == name for row in reasons)],
        "state": state_shown(connection),
        "n_held": sum(row["n_held"] for row in grid),
        "n_expected": sum(row["n_expected"] for row in grid),
    }
    return page_text(request, "home.html", values)


def _by(rows: Sequence[RowMapping], name: str) -> dict[str, dict[int, RowMapping]]:
    """First key -> year -> row."""
    found: dict[str, dict[int, RowMapping]] = {}
    for row in rows:
        found.setdefault(row[name], {})[row["year"]] = row
    return found
