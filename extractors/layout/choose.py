"""Which form a table is on: decided by its own labels; the year only where they leave it open."""

from collections.abc import Sequence

from extractors.layout.annex_heads import is_headed
from extractors.layout.annex_labels import rows_named
from extractors.layout.known import known_row
from extractors.layout.segments import Segment
from nianbao.domain.forms import Form, Table, form_in_force, forms
from nianbao.domain.labels import label_form


def choose_form(kind: str, segments: Sequence[Segment], year: int | None, other: Form | None = None) -> Form:
    """The form that knows most of the table's labels; where several do, that of the `other` table, of the year,
    else the latest."""
    candidates = [form for form in forms().values() if kind in form.tables]
    score = _annex_score if kind == "annex" else _score
    scores = {form.name: score(form.tables[kind], segments) for form in candidates}
    best = [form for form in candidates if scores[form.name] == max(scores.values())]
    of_year = [form for form in best if year is not None and form.in_use_in(year)]
    preferred = (other, form_in_force(year) if year else None, *of_year)
    return next((form for form in preferred if form in best), best[0])


def later_form(first: Form | None, second: Form | None, year: int | None) -> Form:
    """The form of table 4, which is alike in both: the later of t2's and t3's; alone, that of the report year."""
    there = [form for form in (first, second) if form is not None]
    if there:
        return max(there, key=lambda form: form.first_year)
    latest = next(form for form in forms().values() if form.national)
    return (form_in_force(year) if year else None) or latest


def _annex_score(table: Table, segments: Sequence[Segment]) -> int:
    """How many rows, and how many heads of columns, an annex's form knows by their labels."""
    grid = table.grids[0]
    texts = {cell.text for segment in segments for line in segment.lines for cell in line.labels}
    rows = {row.key for text in texts for row in rows_named(grid, text)}
    heads = [label_form(text) for text in texts if not rows_named(grid, text)]
    columns = {column.key for column in grid.columns if any(is_headed(column, head) for head in heads)}
    return len(rows) + len(columns)


def _score(table: Table, segments: Sequence[Segment]) -> int:
    """How many rows with values, and how many heads of columns, the form knows by their labels."""
    rows: set[str] = set()
    columns: set[str] = set()
    heads = table.column_names
    for segment in segments:
        for line in segment.lines:
            columns.update([name for cell in line.labels if (name := label_form(cell.text)) in heads])
            known = known_row(table, line)
            if known is not None:
                rows.add(known.row.key)
    return len(rows) + len(columns)
