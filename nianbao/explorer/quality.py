"""Screen 6: how right it is, what does not add up, what changed and why, and how far the last night got."""

from collections.abc import Callable, Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from sqlalchemy import Connection
from starlette.responses import Response

from nianbao.explorer.asked import Question, csv_answer, sql_answer, statement
from nianbao.explorer.cache import cached_page
from nianbao.explorer.database import refreshed, shown
from nianbao.explorer.languages import Language
from nianbao.explorer.pages import page_text
from nianbao.explorer.published import state_shown
from nianbao.explorer.refusals import BadAsk, NotHeld

router = APIRouter(include_in_schema=False)
MOST = 200
# What persons decided and what changed is asked over all reports at once.
SLOW = "SET LOCAL statement_timeout = '30s'"
Release = Annotated[str, Query(max_length=20, pattern=r"^(\d{4}\.\d+)?$")]
Rule = Annotated[str, Query(max_length=60)]
QUALITY = ("qualities", "findings", "reached")
CHANGES = ("changes", "decisions", "releases")


@router.get("/{language}/quality")
def quality(request: Request, language: Language, rule: Rule = "") -> Response:
    """Field accuracy, the qualities of all figures, findings by class and rule, and coverage of the last night."""
    return cached_page(request, lambda connection: _page(request, connection, "quality.html", QUALITY, rule=rule))


@router.get("/{language}/changes")
def changes(request: Request, language: Language, since: Release = "") -> Response:
    """Figures that are not what they were, and whose doing that is; decisions; releases."""
    return cached_page(request, lambda connection: _page(request, connection, "changes.html", CHANGES, since=since))


@router.get("/{language}/quality/{table}.{twin}")
def quality_twin(request: Request, language: Language, table: str, twin: str, rule: Rule = "") -> Response:
    """A table of that page as CSV or SQL."""
    return _twin(request, table, twin, (*QUALITY, "found"), rule=rule)


@router.get("/{language}/changes/{table}.{twin}")
def changes_twin(request: Request, language: Language, table: str, twin: str, since: Release = "") -> Response:
    """A table of that page as CSV or SQL."""
    return _twin(request, table, twin, CHANGES, since=since)


def _question(name: str, given: Mapping[str, str]) -> Question:
    needed: Mapping[str, Callable[[], Mapping[str, Any]]] = {
        "found": lambda: {"rule": given["rule"], "most": MOST},
        "changes": lambda: {"since": given["since"] or None, "most": MOST},
        "decisions": lambda: {"most": MOST},
    }
    return Question(name, statement(name), needed[name]() if name in needed else {})


def _twin(request: Request, table: str, twin: str, there: tuple[str, ...], **given: str) -> Response:
    if table not in there:
        raise NotHeld(f"{table}.{twin}")
    asked = _question(table, given)
    match twin:
        case "csv":
            with shown(request).reading() as connection:
                connection.exec_driver_sql(SLOW)
                return csv_answer(connection, asked, table)
        case "sql":
            return sql_answer(asked, table)
        case _:
            raise NotHeld(f"{table}.{twin}")


def _page(request: Request, connection: Connection, template: str, names: tuple[str, ...], **given: str) -> str:
    connection.exec_driver_sql(SLOW)
    tables = {name: _question(name, given).rows(connection) for name in names}
    if given.get("rule"):
        tables["found"] = _question("found", given).rows(connection)
    since = given.get("since")
    if since and since not in {row["release_id"] for row in tables["releases"]}:
        raise BadAsk(f"since={since}")
    known = {"state": state_shown(connection), "refreshed": refreshed(connection), "most": MOST}
    return page_text(request, template, {**tables, **given, **known})
