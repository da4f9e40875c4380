"""Screen 4: build a dataset: what is left out and why, then the files, their SQL, their citation and their cautions."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from os import SEEK_END
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import Annotated, Any, BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from fastapi import APIRouter, Query, Request
from sqlalchemy import Connection
from starlette.responses import Response, StreamingResponse

from nianbao.explorer.asked import Question, csv_answer, sql_answer
from nianbao.explorer.chosen import GROUPS, Asked, selection_of
from nianbao.explorer.database import shown
from nianbao.explorer.languages import Language
from nianbao.explorer.pages import render
from nianbao.explorer.refusals import BadAsk, NotHeld
from nianbao.exports.cautions import applying
from nianbao.exports.companions import citation
from nianbao.exports.package import build
from nianbao.exports.selection import COVERAGES, LEVELS, QUALITIES, Selection, SelectionRefused
from nianbao.exports.shown import bound, shown_state, statement
from nianbao.exports.tables import WIDE
from nianbao.exports.waterfall import waterfall
from nianbao.exports.writing import FORMATS, FormatRefused, write
from nianbao.store.release import releases

router = APIRouter(include_in_schema=False)
FILES = (*WIDE, "long", "harmonised")
PREVIEW = 12
# Files of the whole country take longer than a page may.
SLOW = "SET LOCAL statement_timeout = '900s'"
BLOCK = 1 << 16
# A member of a zip archive has a date; the folder's own files say when the data are from.
NO_DATE = (1980, 1, 1, 0, 0, 0)
Given = Annotated[Asked, Query()]


@router.get("/{language}/dataset")
def dataset(request: Request, language: Language, asked: Given) -> Response:
    """The form; where it was sent, the exclusions, a preview, and the ways to take it home."""
    with shown(request).reading() as connection, _refused():
        values = _surroundings(connection, asked)
        if asked.build:
            values |= _built(connection, selection_of(asked), request.url.query)
        return render(request, "dataset.html", **values)


@router.get("/{language}/dataset/file/{name}.{form}")
def file(request: Request, language: Language, name: str, form: str, asked: Given) -> Response:
    """One table in one format, or all of them with their companions as a zip archive."""
    with shown(request).reading() as connection, _refused():
        connection.exec_driver_sql(SLOW)
        selection = selection_of(asked)
        if (name, form) == ("nianbao", "zip"):
            return _sent(_zipped(connection, selection), "nianbao.zip")
        if name not in FILES or form not in FORMATS:
            raise NotHeld(f"{name}.{form}")
        return _sent(_one(connection, selection, name, form), f"{name}.{form}")


@router.get("/{language}/dataset/{table}.{twin}")
def twin(request: Request, language: Language, table: str, twin: str, asked: Given) -> Response:
    """The counted exclusions, the frame or the cells as CSV, or the SQL that gives them."""
    with shown(request).reading() as connection, _refused():
        question = questions(selection_of(asked)).get(table)
        match twin:
            case "csv" if question is not None:
                connection.exec_driver_sql(SLOW)
                return csv_answer(connection, question, table)
            case "sql" if question is not None:
                return sql_answer(question, table)
            case _:
                raise NotHeld(f"{table}.{twin}")


def questions(selection: Selection) -> Mapping[str, Question]:
    """What an export of the selection is made of. Raises SelectionRefused."""
    parts = {
        "exclusions": ("place", "cell", "waterfall"),
        "frame": ("place", "rows_place"),
        "cells": ("place", "cell", "rows_cell"),
    }
    given = bound(selection)
    return {name: Question(name, statement(selection, *files).text, given) for name, files in parts.items()}


def _surroundings(connection: Connection, asked: Asked) -> dict[str, Any]:
    return {
        "asked": asked,
        "levels": LEVELS,
        "coverages": COVERAGES,
        "qualities": QUALITIES,
        "groups": GROUPS,
        "releases": [each.release_id for each in releases(connection)],
        "formats": FORMATS,
        "files": FILES,
    }


def _built(connection: Connection, selection: Selection, query: str) -> dict[str, Any]:
    connection.exec_driver_sql(SLOW)
    state = shown_state(connection, selection.release)
    cells = questions(selection)["cells"]
    preview = Question("preview", f"{cells.sql}\nLIMIT :preview", {**cells.given, "preview": PREVIEW})
    return {
        "counted": waterfall(connection, selection),
        "entries": selection.entries(),
        "state": state,
        "citation": citation(state),
        "cautions": applying(selection),
        "preview": preview.rows(connection),
        "query": f"?{query}",
    }


def _one(connection: Connection, selection: Selection, name: str, form: str) -> BinaryIO:
    spool: BinaryIO = TemporaryFile()  # noqa: SIM115 - closed when it was sent
    write(connection, selection, name, form, spool)
    return spool


def _zipped(connection: Connection, selection: Selection) -> BinaryIO:
    """The whole folder of an export, the frame of missing units and the exclusions with it; same state, same bytes."""
    spool: BinaryIO = TemporaryFile()  # noqa: SIM115
    with TemporaryDirectory(prefix="nianbao-dataset-") as folder, ZipFile(spool, "w", ZIP_DEFLATED) as archive:
        made = Path(folder) / "nianbao"
        build(connection, selection, FORMATS, made)
        for path in sorted(path for path in made.rglob("*") if path.is_file()):
            member = ZipInfo(f"nianbao/{path.relative_to(made).as_posix()}", NO_DATE)
            member.compress_type = ZIP_DEFLATED
            archive.writestr(member, path.read_bytes())
    return spool


def _sent(spool: BinaryIO, name: str) -> Response:
    size = spool.seek(0, SEEK_END)
    spool.seek(0)
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Content-Length": str(size)}
    return StreamingResponse(_blocks(spool), media_type="application/octet-stream", headers=headers)


def _blocks(spool: BinaryIO) -> Iterator[bytes]:
    with spool:
        while block := spool.read(BLOCK):
            yield block


@contextmanager
def _refused() -> Iterator[None]:
    """A selection of what there is not is a bad address."""
    try:
        yield
    except (SelectionRefused, FormatRefused) as error:
        raise BadAsk(str(error)) from error
