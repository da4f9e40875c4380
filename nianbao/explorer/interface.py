"""The JSON interface, read-only: lists a page at a time, each with the state it shows and where the next page is."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Request
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import Connection
from starlette.responses import Response

from nianbao.explorer.asked import Question, statement
from nianbao.explorer.cache import tag_of, tagged
from nianbao.explorer.database import shown
from nianbao.explorer.plain_json import json_bytes
from nianbao.explorer.published import state_shown
from nianbao.explorer.refusals import NotHeld
from nianbao.explorer.search import found

PREFIX = "/api/v1"
router = APIRouter(prefix=PREFIX, tags=["nianbao"])
Code = Annotated[str | None, Query(pattern=r"^\d{6}$", description="GB/T 2260 code")]
Name = Annotated[str | None, Query(max_length=120)]
Year = Annotated[int | None, Query(ge=2000, le=2100)]
Coverage = Annotated[Literal["aggregate", "own", "unclear"] | None, Query(description="what the report counts")]
Level = Annotated[str | None, Query(pattern="^(province|prefecture|county|township|zone)$")]
Limit = Annotated[int, Query(ge=1, le=1000, description="rows a page")]
Offset = Annotated[int, Query(ge=0, le=10_000_000, description="rows to pass over")]


class Page(BaseModel):
    """Rows of a list. `state`: the release, or `dev-` and the day; `next`: the address of the next page, or null."""

    model_config = ConfigDict(json_schema_extra={"additionalProperties": False})

    state: str
    items: list[dict[str, Any]]
    next: str | None = Field(description="address of the next page; null: this is the last")


@router.get("/regions", response_model=Page)
def regions(
    request: Request,
    q: Name = None,
    level: Level = None,
    province: Code = None,
    limit: Limit = 100,
    offset: Offset = 0,
) -> Response:
    """Regions that stand or stood since 2008, by a part of their name, their code, level or province."""
    return _page(request, "api_regions", {"q": q, "level": level, "province": province}, limit, offset)


@router.get("/series", response_model=Page)
def series(
    request: Request, region: Code = None, coverage: Coverage = None, limit: Limit = 100, offset: Offset = 0
) -> Response:
    """Held series: one organ with one coverage, its years and reports. No list joins two."""
    return _page(request, "api_series", {"region": region, "coverage": coverage}, limit, offset)


@router.get("/reports", response_model=Page)
def reports(
    request: Request,
    region: Code = None,
    series: Name = None,
    year: Year = None,
    coverage: Coverage = None,
    limit: Limit = 100,
    offset: Offset = 0,
) -> Response:
    """Held reports."""
    given = {"report": None, "region": region, "series": series, "year": year, "coverage": coverage}
    return _page(request, "api_reports", given, limit, offset)


@router.get("/figures", response_model=Page)
def figures(
    request: Request,
    report: Name = None,
    series: Name = None,
    region: Code = None,
    key: Name = None,
    year: Year = None,
    limit: Limit = 100,
    offset: Offset = 0,
) -> Response:
    """Cells as printed, with status, quality and flags; `value` is null unless `status` is `number`."""
    given = {"report": report, "series": series, "region": region, "key": key, "year": year}
    return _page(request, "api_figures", given, limit, offset)


@router.get("/coverage", response_model=Page)
def coverage(
    request: Request,
    region: Code = None,
    province: Code = None,
    level: Level = None,
    state: Name = None,
    year: Year = None,
    limit: Limit = 100,
    offset: Offset = 0,
) -> Response:
    """The frame: who should have reported in which year, held or not, with the state of each and its reason."""
    given = {"region": region, "province": province, "level": level, "state": state, "year": year}
    return _page(request, "api_coverage", given, limit, offset)


@router.get("/search", response_model=Page)
def search(
    request: Request,
    q: Annotated[str, Query(min_length=2, max_length=80, description="2 to 40 characters besides white space")],
    first: Annotated[int, Query(ge=2000, le=2100)] = 2008,
    last: Annotated[int, Query(ge=2000, le=2100)] = 2100,
) -> Response:
    """The newest passages with exactly these characters; `years` holds how many reports were searched, and have it:
    null where `is_cut`, since the phrase stands in too many passages."""
    with shown(request).reading() as connection:
        answer = found(connection, q, first, last)
        return _answer(request, connection, {"items": answer.hits, "years": answer.years, "next": None})


@router.get("/regions/{code}")
def region(request: Request, code: Annotated[str, Path(pattern=r"^\d{6}$")]) -> Response:
    """The region that has, or had last, this code."""
    given = {"q": code, "level": None, "province": None}
    return _one(request, "api_regions", given, code)


@router.get("/reports/{report_id}")
def report(request: Request, report_id: Annotated[str, Path(max_length=120)]) -> Response:
    """A held report."""
    given = dict.fromkeys(("region", "series", "year", "coverage")) | {"report": report_id}
    return _one(request, "api_reports", given, report_id)


def _page(request: Request, name: str, given: Mapping[str, Any], limit: int, offset: int) -> Response:
    asked = Question(name, statement(name), {**given, "limit": limit + 1, "offset": offset})
    with shown(request).reading() as connection:
        rows = [dict(row) for row in asked.rows(connection)]
        following = str(request.url.include_query_params(offset=offset + limit)) if len(rows) > limit else None
        return _answer(request, connection, {"items": rows[:limit], "next": following})


def _one(request: Request, name: str, given: Mapping[str, Any], asked: str) -> Response:
    with shown(request).reading() as connection:
        rows = Question(name, statement(name), {**given, "limit": 1, "offset": 0}).rows(connection)
        if not rows:
            raise NotHeld(asked)
        return _answer(request, connection, dict(rows[0]))


def _answer(request: Request, connection: Connection, told: Mapping[str, Any]) -> Response:
    body = json_bytes({"state": state_shown(connection).release_id, **told})
    return tagged(request, Response(body, media_type="application/json"), tag_of(body))
