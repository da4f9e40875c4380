"""A cell for programs: as JSON, and as the file that tells of an error in it."""

import json
from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Query, Request
from sqlalchemy import Connection
from starlette.responses import JSONResponse, Response

from nianbao.explorer.cell import cell_facts, held_report
from nianbao.explorer.cell_answers import answered
from nianbao.explorer.cell_flag import CLASSES, flag_content, flag_name
from nianbao.explorer.cell_json import cell_to_json
from nianbao.explorer.languages import Language
from nianbao.explorer.refusals import BadAsk

router = APIRouter()
Text = Annotated[str, Query(max_length=2000)]


@router.get("/api/v1/cell/{report_id}/{key}", tags=["cell"])
def cell(request: Request, report_id: str, key: str) -> Response:
    """All about a cell, as `nianbao why --format json` prints it, but for where the archive's file lies."""

    def make(connection: Connection) -> Response:
        found = cell_to_json(cell_facts(connection, held_report(connection, report_id), key, room=False))
        del found["record"]["file"]
        return JSONResponse(found)

    return answered(request, f"{report_id}/{key}", make)


@router.get("/{language}/flag/{report_id}/{key}", include_in_schema=False)
def flag(
    request: Request,
    language: Language,
    report_id: str,
    key: str,
    kind: Annotated[str, Query(alias="class")] = "misread",
    says: Text = "",
    note: Text = "",
    by: Text = "",
) -> Response:
    """A file that says what is wrong with the figure, as `nianbao flag` writes it; nothing is kept here."""
    if kind not in CLASSES:
        raise BadAsk("class")
    now = datetime.now(UTC)

    def make(connection: Connection) -> Response:
        facts = cell_facts(connection, held_report(connection, report_id), key, room=False)
        content = flag_content(
            facts.cell_id,
            facts.figure,
            kind=kind,
            says=says or None,
            note=note,
            by=by or "anonymous",
            at=now,
            evidence=None,
        )
        text = json.dumps(content, ensure_ascii=False, indent=2) + "\n"
        return Response(text, headers=_as_file(flag_name(facts.cell_id, now)), media_type="application/json")

    return answered(request, f"{report_id}/{key}", make)


def _as_file(name: str) -> dict[str, str]:
    plain = "".join(char if char.isascii() and (char.isalnum() or char in "._-") else "_" for char in name)
    return {"Content-Disposition": f'attachment; filename="{plain}"'}
