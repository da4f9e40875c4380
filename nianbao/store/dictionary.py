"""The data dictionary in Markdown, out of forms, views and tables: `python -m nianbao.store.dictionary > FILE`."""

import re
import sys
from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import Column, make_url

from nianbao.domain.forms import Form, forms
from nianbao.store.codebook import Entry, codebook
from nianbao.store.models import metadata
from nianbao.store.views import NAMED, view_sql
from nianbao.store.views.panel import PANELS, panel_head

ABOUT = """\
# Data dictionary

Written by `python -m nianbao.store.dictionary` from the forms, views and tables; do not edit it by hand.

- [Forms](#forms): which years and where from.
- [Figures](#figures): every number that some form asks for. A key is table, row, column: `t3.granted.total`. A row that
  the form does not know is `t3.unknown.1.total`, with its label as printed.
- [Views](#views): what the reader role sees, in schema `pub`.
- [Tables](#tables): what lies below, for the owner alone."""
STATUSES = """\
What may stand in a cell (`status`): `number`, `blank`, `dash` (`/`, `-`, `—`), `none_stated` (无), `not_applicable`
(不适用), `unreadable`. In `report_panel_status` also `no_table`, `row_missing`, `not_on_form`. Only a `number` has a
value; zero is a number, a blank is not."""
# By the first part of a key.
TITLES = {
    "t2": "Table 2: what was published and done",
    "t3": "Table 3: requests",
    "t4": "Table 4: reconsideration and litigation",
    "a": "Provincial annexes before 2019",
    "b": "The national annex of 2014 to 2018",
}
DIALECT = make_url("postgresql+psycopg://").get_dialect()()
# A text of SQL may be written in several pieces, one below the other.
PIECE = re.compile(r"'((?:[^']|'')*)'")
COMMENT = re.compile(r"COMMENT ON (?:VIEW|TABLE|COLUMN) pub\.([\w.]+) IS\s+((?:'(?:[^']|'')*'\s*)+);")


def dictionary() -> str:
    """The whole page."""
    parts = [ABOUT, *_forms(), "## Figures", STATUSES, *_figures(), *_views(), *_tables()]
    return "\n\n".join(parts) + "\n"


def _forms() -> Iterator[str]:
    yield "## Forms"
    rows = [[f"`{form.name}`", _years(form), form.source, str(len(form.keys()))] for form in forms().values()]
    yield markdown_table(["form", "report years", "source", "figures"], rows)


def _years(form: Form) -> str:
    return f"{form.first_year}–{form.last_year or ''}"


def _figures() -> Iterator[str]:
    entries = codebook()
    for head in dict.fromkeys(entry.key.partition(".")[0] for entry in entries):
        rows = [_figure(entry) for entry in entries if entry.key.startswith(f"{head}.")]
        yield f"### {TITLES[head]}"
        yield markdown_table(["key", "short name", "label", "in English", "unit", "forms"], rows)


def _figure(entry: Entry) -> list[str]:
    named = f"`{entry.key}`" + (" **headline**" if entry.headline else "")
    where = " ".join(f"`{form}`" for form in entry.forms)
    return [named, f"`{entry.short_name}`", entry.label_zh, entry.label_en, entry.unit or "", where]


def _views() -> Iterator[str]:
    yield "## Views"
    comments = dict(_comments())
    for view in NAMED:
        columns = {
            name.removeprefix(f"{view}."): said for name, said in comments.items() if name.startswith(f"{view}.")
        }
        yield from _view(view, comments[view], columns)
    for view in PANELS:
        said, head = panel_head(view)
        yield from _view(view, f"{said} After the columns below one for every figure, under its short name.", head)


def _comments() -> Iterator[tuple[str, str]]:
    """What views and their columns are said to be: (`figure.value`, …), out of the SQL that makes them."""
    for view in NAMED:
        told = COMMENT.findall(view_sql(view))
        yield from ((name, "".join(PIECE.findall(said)).replace("''", "'")) for name, said in told)


def _view(name: str, said: str, columns: Mapping[str, str]) -> Iterator[str]:
    yield f"### pub.{name}"
    yield said
    yield markdown_table(["column", "holds"], [[f"`{column}`", holds] for column, holds in columns.items()])


def _tables() -> Iterator[str]:
    yield "## Tables"
    for table in metadata.sorted_tables:
        yield f"### {table.name}"
        yield table.comment or ""
        yield markdown_table(["column", "type", "holds"], [_column(column) for column in table.columns])


def _column(column: Column[object]) -> list[str]:
    kind = column.type.compile(DIALECT).lower()
    notes = ["key"] * column.primary_key + ["may be null"] * bool(column.nullable)
    return [f"`{column.name}`", ", ".join([kind, *notes]), column.comment or ""]


def markdown_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table in Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(_cell(cell) for cell in line)} |" for line in lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ").replace("<", "\\<")


if __name__ == "__main__":
    sys.stdout.write(dictionary())
