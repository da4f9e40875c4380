"""Exact search over the prose of reports, personal data masked: hits with how many reports were searched, by year."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from sqlalchemy import Connection
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
# So many passages are looked at for a page: a phrase that stands in more is counted by the table's CSV and SQL alone.
ENOUGH = 2_000
FIRST, LAST = 2008, 2100
Phrase = Annotated[str, Query(max_length=200)]
Year = Annotated[int, Query(ge=FIRST, le=LAST)]


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage with the phrase: its row, and its text ahead of the phrase, the phrase as printed, and behind it."""

    row: Mapping[str, Any]
    before: str
    phrase: str
    after: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a phrase is found in: rows of `hits` and of `years`, as `questions` has them."""

    hits: Sequence[Mapping[str, Any]]
    years: Sequence[Mapping[str, Any]]

    @property
    def is_cut(self) -> bool:
        """Whether it stands in so many passages that they were not counted by year."""
        return any(row["is_cut"] for row in self.years)


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
    """The passages that hold a phrase, and how many reports of those searched, by year, all of them. Raises BadAsk."""
    given = _given(phrase, first, last)
    hits, years = ("search_found", "search_hits", "search_as_hits"), ("search_found", "search_years", "search_as_years")
    return {
        "hits": Question("search", statement(*hits), given | {"enough": ENOUGH, "most": SHOWN}),
        "years": Question("search_years", statement(*years), given | {"enough": None}),
    }


def found(connection: Connection, phrase: str, first: int, last: int) -> Found:
    """The answers to both in one look, where a phrase stands in fewer than ENOUGH passages; else hits only."""
    parts = ("search_found", "search_hits", "search_years", "search_as_both")
    asked = Question("search", statement(*parts), _given(phrase, first, last) | {"enough": ENOUGH, "most": SHOWN})
    row = asked.rows(connection)[0]
    return Found(row["hits"], row["years"])


def _given(phrase: str, first: int, last: int) -> dict[str, Any]:
    query = phrase_query(phrase)
    if query is None:
        raise BadAsk(f"{phrase}: {SHORTEST}–{LONGEST} characters")
    return {"phrase": query, "first_year": first, "last_year": last}


def hits_in(rows: Sequence[Mapping[str, Any]], phrase: str) -> Iterator[Hit]:
    """The passages with the phrase set apart; where white space broke it, with that."""
    letters = [character for character in phrase if not character.isspace()]
    found = re.compile(r"\s*".join(map(re.escape, letters)), re.IGNORECASE)
    for row in rows:
        place = found.search(row["text"])
        if place is not None:
            text = row["text"]
            yield Hit(row, text[: place.start()], place[0], text[place.end() :])


def _page(request: Request, connection: Connection, phrase: str, first: int, last: int) -> str:
    answer = found(connection, phrase, first, last) if phrase else Found([], [])
    return page_text(
        request,
        "search.html",
        {
            "q": phrase,
            "first": first,
            "last": last,
            "hits": list(hits_in(answer.hits, phrase)),
            "years": answer.years,
            "most": SHOWN,
            "enough": ENOUGH,
            "is_cut": answer.is_cut,
            "n_with": sum(row["n_with"] or 0 for row in answer.years),
            "n_searched": sum(row["n_searched"] for row in answer.years),
            "state": state_shown(connection),
        },
    )
