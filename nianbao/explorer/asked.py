"""A table of a page as the question it answers: asked, written as CSV, and shown as SQL that gives the same rows."""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache
from importlib.resources import files
from io import StringIO
from typing import Any

from psycopg.sql import Literal
from sqlalchemy import Connection, RowMapping, text
from starlette.responses import Response

# A cast is no parameter.
PARAMETER = re.compile(r"(?<![:\w]):([a-z_]+)\b")
# What a spreadsheet would run as a formula; a number with its sign is none.
FORMULA = re.compile(r"[=+\-@\t\r](?!\d*\.?\d*$)")


@cache
def statement(*names: str) -> str:
    """The statement that these files of `sql/` make, one after the other."""
    parts = (files(__package__).joinpath("sql", f"{name}.sql").read_text("utf-8").strip() for name in names)
    return "\n".join(parts).removesuffix(";")


@dataclass(frozen=True, slots=True)
class Question:
    """A statement over the views of `pub` with its values: the one source of a table, its CSV and its SQL."""

    name: str
    sql: str
    given: Mapping[str, Any] = field(default_factory=dict)

    def rows(self, connection: Connection) -> Sequence[RowMapping]:
        """The rows, in the order of the statement."""
        return connection.execute(text(self.sql), dict(self.given)).mappings().all()

    def written(self) -> str:
        """The statement with its values in place, as `nianbao db psql` takes it."""
        return PARAMETER.sub(lambda found: Literal(self.given[found[1]]).as_string(), self.sql) + ";\n"


def csv_answer(connection: Connection, question: Question, name: str) -> Response:
    """The rows as a CSV file of that name; missing ones are among them."""
    answer = connection.execute(text(question.sql), dict(question.given))
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(answer.keys())
    writer.writerows([_cell(value) for value in row] for row in answer)
    return _file(out.getvalue(), "text/csv", f"{name}.csv")


def sql_answer(question: Question, name: str) -> Response:
    """The statement as a text that the browser shows."""
    head = f"-- {name}: run it with `nianbao db psql`, as the reader.\nSET search_path = pub;\n"
    return Response(head + question.written(), media_type="text/plain")


def _file(content: str, kind: str, name: str) -> Response:
    ascii_name = "".join(character if character.isascii() else "_" for character in name)
    return Response(content, media_type=kind, headers={"Content-Disposition": f'attachment; filename="{ascii_name}"'})


def _cell(value: object) -> str:
    word = " ".join(_words(value))
    return "'" + word if FORMULA.match(word) and len(word) > 1 else word


def _words(value: object) -> Iterator[str]:
    match value:
        case None:
            yield ""
        case datetime():
            yield value.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        case Decimal():
            yield format(value, "f")
        case list():
            for part in value:
                yield from _words(part)
        case _:
            yield str(value)
