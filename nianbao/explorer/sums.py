"""The parts of a sum: which cells a quantity of a report is made of, each a way to its cell."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from nianbao.explorer import labels
from nianbao.explorer.asked import Question, csv_answer, sql_answer, statement
from nianbao.explorer.database import shown
from nianbao.explorer.languages import Language
from nianbao.explorer.marks import marks_of
from nianbao.explorer.pages import render
from nianbao.explorer.published import state_shown
from nianbao.explorer.refusals import NotHeld

router = APIRouter(include_in_schema=False)


@router.get("/{language}/sum/{report_id}/{h_key}")
def parts(request: Request, language: Language, report_id: str, h_key: str) -> Response:
    """The figures that a quantity is the sum of."""
    with shown(request).reading() as connection:
        rows = _asked(report_id, h_key).rows(connection)
        if not rows or h_key not in labels.quantities():
            raise NotHeld(f"{report_id}: {h_key}")
        cells = [(row, marks_of(row["status"], row["value"], row["quality"])) for row in rows]
        title = labels.quantity_label(h_key, language)
        return render(request, "sum.html", rows=cells, first=rows[0], title=title, state=state_shown(connection))


@router.get("/{language}/sum/{report_id}/{h_key}/parts.{twin}")
def parts_twin(request: Request, language: Language, report_id: str, h_key: str, twin: str) -> Response:
    """The same as CSV or SQL."""
    asked, name = _asked(report_id, h_key), f"{report_id}_{h_key}"
    match twin:
        case "csv":
            with shown(request).reading() as connection:
                return csv_answer(connection, asked, name)
        case "sql":
            return sql_answer(asked, name)
        case _:
            raise NotHeld(f"parts.{twin}")


def _asked(report_id: str, h_key: str) -> Question:
    return Question("parts", statement("parts"), {"report_id": report_id, "h_key": h_key})
