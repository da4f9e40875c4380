"""Exact search over the prose of reports, personal data masked: hits with how many reports were searched, by year."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request
from sqlalchemy import Connection, RowMapping
from starlette.responses import Response

from nianbao.explorer.asked import Question, csv_answer, sql_answer, statement
from nianbao.explorer.cache import cached_page
from nianbao.explorer.database import shown
from nianbao.explorer.languages import Language
from nianbao.explorer.pages import page_text
from nianbao.explorer.published import state_shown
from nianbao.explorer.refusals import BadAsk, NotHeld
from nianbao.store.passages import LONGEST, SHORTEST, phrase_query

router = APIRouter(include_in_schema=False)
SHOWN = 50
# Beyond so many passages nobody counts by year: the phrase says little, and the answer would take long.
TOO_MANY = 20_000
FIRST, LAST = 2008, 2100
Phrase = Annotated[str, Query(max_length=200)]
Year = Annotated[int, Query(ge=FIRST, le=LAST)]


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage with the phrase: its row, and its text ahead of the phrase, the phrase as printed, and behind it."""

    row: RowMapping
    before: str
    phrase: str
    after: str


@router.get("/{language}/search")
def search(request: Request, language: Language, q: Phrase = "", first: Year = FIRST, last: Year = LAST) -> Response:
    """The box, and the hits of a phrase."""
    return cached_page(request, lambda connection: _page(request, connection, q.strip(), first, last))


@router.get("/{language}/search/{table}.{twin}")
def search_twin(
    request: Request, language: Language, table: str, twin: str, q: Phrase, first: Year = FIRST, last: Year = LAST
) -> Response:
    """The hits, or their counts by year, as CSV or SQL."""
    asked = questions(q, first, last).get(table)
    match twin:
        case "csv" if asked is not None:
            with shown(request).reading() as connection:
                return csv_answer(connection, asked, f"search_{table}")
        case "sql" if asked is not None:
            return sql_answer(asked, f"search_{table}")
        case _:
            raise NotHeld(f"{table}.{twin}")


def questions(phrase: str, first: int, last: int) -> Mapping[str, Question]:
    """The passages that hold a phrase, and how many reports of those searched, by year. Raises BadAsk."""
    query = phrase_query(phrase)
    if query is None:
        raise BadAsk(f"{phrase}: {SHORTEST}–{LONGEST} characters")
    given = {"phrase": query, "first_year": first, "last_year": last}
    return {
        "hits": Question("search", statement("search"), given | {"most": SHOWN}),
        "years": Question("search_years", statement("search_years"), given | {"too_many": TOO_MANY}),
    }


def hits_in(rows: Sequence[RowMapping], phrase: str) -> Iterator[Hit]:
    """The passages with the phrase set apart; where white space broke it, with that."""
    letters = [character for character in phrase if not character.isspace()]
    found = re.compile(r"\s*".join(map(re.escape, letters)), re.IGNORECASE)
    for row in rows:
        place = found.search(row["text"])
        if place is not None:
            text = row["text"]
            yield Hit(row, text[: place.start()], place[0], text[place.end() :])


def _page(request: Request, connection: Connection, phrase: str, first: int, last: int) -> str:
    hits: list[Hit] = []
    years: Sequence[RowMapping] = ()
    if phrase:
        asked = questions(phrase, first, last)
        hits = list(hits_in(asked["hits"].rows(connection), phrase))
        years = asked["years"].rows(connection)
    return page_text(
        request,
        "search.html",
        {
            "q": phrase,
            "first": first,
            "last": last,
            "hits": hits,
            "years": years,
            "most": SHOWN,
            "is_cut": any(row["is_cut"] for row in years),
            "n_with": sum(row["n_with"] for row in years),
            "n_searched": sum(row["n_searched"] for row in years),
            "state": state_shown(connection),
        },
    )
