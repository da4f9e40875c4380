"""The wide views: one row a report, one column a figure of the codebook under its short name."""

from collections.abc import Iterator
from typing import LiteralString

from psycopg.sql import SQL, Identifier, Literal

from nianbao.store.codebook import Entry, codebook

# The columns of pub.report that stand ahead of the figures.
HEAD = {
    "report_id": "The report.",
    "series_id": "One publisher with one coverage.",
    "region_id": "Number of the region.",
    "region_code": "Its GB/T 2260 code.",
    "region_zh": "Its name.",
    "publisher_zh": "Name of the publisher.",
    "kind": "What sort of organ the publisher is.",
    "year": "The year reported on.",
    "coverage": "What the report counts.",
    "form_t2": "Form of table 2; null: no table 2.",
    "form_t3": "Form of table 3; null: no table 3.",
    "form_t4": "Form of table 4; null: no table 4.",
    "form_annex": "Form of the annex before 2019; null: none.",
    "checks_passed": "Official identities that held.",
    "checks_failed": "Official identities that did not hold.",
    "checks_nontrivial": "Of those judged, how many are not 0 = 0.",
    "checks_not_assessable": "Official identities that could not be judged.",
}

CELLS = """
    SELECT jsonb_object_agg(figure.key, figure.value) AS of
    FROM figure
    WHERE figure.reading_id = report.default_reading_id AND NOT report.withheld
      AND NOT EXISTS (SELECT FROM withheld WHERE withheld.report_id = report.report_id AND withheld.key = figure.key)
"""

# A cell that is not there: the form of the year does not ask for it, the table is not there, or a row of it is missing.
STATES = """
    SELECT jsonb_object_agg(indicator.key, COALESCE(
               CASE WHEN report.withheld OR sealed.key IS NOT NULL THEN 'withheld' END, figure.status, CASE
               WHEN report.year < indicator.first_year OR report.year > indicator.last_year THEN 'not_on_form'
               WHEN NOT (CASE WHEN indicator.key ~ '^[ab][.]' THEN 'annex' ELSE split_part(indicator.key, '.', 1) END
                         = ANY (report.tables_found)) THEN 'no_table'
               WHEN EXISTS (SELECT FROM finding, unnest(finding.keys) AS missing
                            WHERE finding.reading_id = report.default_reading_id AND finding.rule = 'ROW.MISSING'
                              AND starts_with(indicator.key || '.', missing || '.')) THEN 'row_missing'
               ELSE 'not_on_form'
           END)) AS of
    FROM indicator
    LEFT JOIN figure ON figure.reading_id = report.default_reading_id AND figure.key = indicator.key
    LEFT JOIN withheld AS sealed ON sealed.report_id = report.report_id AND sealed.key = indicator.key
"""


def panel_sql() -> Iterator[str]:
    """The statements that make `pub.report_panel` (values as printed) and `pub.report_panel_status`."""
    entries = codebook()
    yield from _view(
        "report_panel", "One row a held report; values as printed.", CELLS, "(cells.of ->> {})::numeric AS {}", entries
    )
    yield from _view(
        "report_panel_status",
        "report_panel with what stands in each cell: a status, or no_table, row_missing, not_on_form, withheld.",
        STATES,
        "cells.of ->> {} AS {}",
        entries,
    )


def _view(
    name: str, comment: str, cells: LiteralString, cell: LiteralString, entries: tuple[Entry, ...]
) -> Iterator[str]:
    view = SQL("pub.{}").format(Identifier(name))
    head = [SQL("report.{}").format(Identifier(column)) for column in HEAD]
    figures = [SQL(cell).format(Literal(entry.key), Identifier(entry.short_name)) for entry in entries]
    yield (
        SQL("CREATE VIEW {} AS SELECT {} FROM pub.report CROSS JOIN LATERAL ({}) AS cells")
        .format(view, SQL(", ").join([*head, *figures]), SQL(cells))
        .as_string()
    )
    yield SQL("COMMENT ON VIEW {} IS {}").format(view, Literal(comment)).as_string()
    for column, meaning in {**HEAD, **{entry.short_name: _meaning(entry) for entry in entries}}.items():
        comment_on = SQL("COMMENT ON COLUMN {}.{} IS {}")
        yield comment_on.format(view, Identifier(column), Literal(meaning)).as_string()


def _meaning(entry: Entry) -> str:
    return f"{entry.key}: {entry.label_zh}" + (f", {entry.unit}" if entry.unit else "")
