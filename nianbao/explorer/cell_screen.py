"""Screen 3: a report and its cells; the archived page on one side, what was read of it on the other."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Request
from sqlalchemy import Connection
from starlette.responses import HTMLResponse, Response

from nianbao.checks.identities import table_of
from nianbao.domain.report import Figure
from nianbao.explorer.asked import Question, csv_answer, sql_answer, statement
from nianbao.explorer.cell import Cell, cell_facts, held_report
from nianbao.explorer.cell_answers import answered
from nianbao.explorer.cell_citation import citation
from nianbao.explorer.cell_flag import CLASSES, flag_command
from nianbao.explorer.cell_page import HEADERS, asked_of, page_with_cell
from nianbao.explorer.cell_table import tables_of
from nianbao.explorer.database import shown
from nianbao.explorer.languages import Language
from nianbao.explorer.marks import marks_of
from nianbao.explorer.pages import render
from nianbao.store.queries import HeldReport, figures_of
from nianbao.store.query_cell import differing_cells

router = APIRouter(include_in_schema=False)
GET = ["GET", "HEAD"]


@router.api_route("/{language}/report/{report_id}", methods=GET)
def report(request: Request, language: Language, report_id: str) -> Response:
    """The report: its tables, every number a link to its cell, its masked prose, and what its editions differ in."""
    if (file := _as_file(request, report_id)) is not None:
        return file

    def make(connection: Connection) -> Response:
        held = held_report(connection, report_id)
        figures = figures_of(connection, [held])[report_id]
        return _page(request, language, held, figures, differing=differing_cells(connection, report_id))

    return answered(request, report_id, make)


@router.api_route("/{language}/report/{report_id}/{key}", methods=GET)
def cell(request: Request, language: Language, report_id: str, key: str) -> Response:
    """The same with one cell lit, and all that bears on it."""

    def make(connection: Connection) -> Response:
        held = held_report(connection, report_id)
        facts = cell_facts(connection, held, key, room=False)
        return _page(request, language, held, figures_of(connection, [held])[report_id], **_lit(facts, language))

    return answered(request, f"{report_id}/{key}", make)


@router.api_route("/{language}/page/{report_id}/{key}", methods=GET)
def archived_page(request: Request, language: Language, report_id: str, key: str) -> Response:
    """The archived page with the cell marked, for a frame."""

    def make(connection: Connection) -> Response:
        held = held_report(connection, report_id)
        facts = cell_facts(connection, held, key, room=False)
        stored = [figure.where for figure in figures_of(connection, [held])[report_id].values()]
        return HTMLResponse(page_with_cell(asked_of(facts, stored), facts.cell_id), headers=HEADERS)

    return answered(request, f"{report_id}/{key}", make)


def _lit(facts: Cell, language: Language) -> dict[str, Any]:
    known = facts.known.shown
    return {
        "cell": facts,
        "frame": facts.cell_id,
        "lit_table": table_of(facts.key),
        "cell_marks": marks_of(str(facts.figure.status), facts.figure.value, known.quality if known else None),
        "citation": citation(facts, language),
        "flag_command": flag_command(facts.cell_id),
        "flag_classes": CLASSES,
    }


def _page(
    request: Request, language: Language, held: HeldReport, figures: Mapping[str, Figure], **values: Any
) -> HTMLResponse:
    asked = {"report_id": held.report_id}
    with shown(request).reading() as connection:
        [about] = Question("report", statement("cell_report"), asked).rows(connection)
        sections = Question("sections", statement("cell_sections"), asked).rows(connection)
        quality = {row["key"]: row["quality"] for row in _figures(held.report_id).rows(connection)}
    tables = tables_of(figures, held.forms, quality, language)
    first = next((f"{held.report_id}/{key}" for key in figures), None)
    surroundings = {"held": held, "about": about, "sections": sections, "tables": tables}
    return render(
        request,
        "cell.html",
        **{"cell": None, "lit_table": None, "differing": (), "frame": first} | surroundings | values,
    )


def _figures(report_id: str) -> Question:
    return Question("report", statement("cell_figures"), {"report_id": report_id})


def _as_file(request: Request, report_id: str) -> Response | None:
    """The report's figures as CSV or as the SQL that gives them, where the address asks for that."""
    match request.query_params.get("as"):
        case "csv":
            with shown(request).reading() as connection:
                return csv_answer(connection, _figures(report_id), report_id)
        case "sql":
            return sql_answer(_figures(report_id), report_id)
        case _:
            return None
