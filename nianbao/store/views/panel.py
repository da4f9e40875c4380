"""The wide views: one row a report, one column a figure of the codebook under its short name."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import LiteralString

from psycopg.sql import SQL, Composed, Identifier, Literal

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
    SELECT jsonb_object_agg(figure.key, figure.{}) AS of
    FROM figure_kept AS figure
    WHERE figure.report_id = report.report_id
"""

# A cell that is not there: the form of the year does not ask for it, the table is not there, or a row of it is missing.
STATES = """
    SELECT jsonb_object_agg(indicator.key, COALESCE(
               CASE WHEN report.withheld OR sealed.key IS NOT NULL THEN 'withheld' END, figure.status, CASE
               WHEN report.year < indicator.first_year OR report.year > indicator.last_year THEN 'not_on_form'
               WHEN NOT (CASE WHEN indicator.key ~ '^[ab][.]' THEN 'annex' ELSE split_part(indicator.key, '.', 1) END
                         = ANY (report.tables_found)) THEN 'no_table'
               WHEN EXISTS (SELECT FROM unnest(missing.lines) AS line
                            WHERE starts_with(indicator.key || '.', line || '.')) THEN 'row_missing'
               ELSE 'not_on_form'
           END)) AS of
    FROM indicator
    CROSS JOIN (
        SELECT array_agg(line) AS lines
        FROM finding, unnest(finding.keys) AS line
        WHERE finding.reading_id = report.default_reading_id AND finding.rule = 'ROW.MISSING'
    ) AS missing
    LEFT JOIN figure_kept AS figure ON figure.report_id = report.report_id AND figure.key = indicator.key
    LEFT JOIN withheld AS sealed ON sealed.report_id = report.report_id AND sealed.key = indicator.key
"""


@dataclass(frozen=True, slots=True)
class Panel:
    """A wide view: what it says of itself, where its cells come from, and how one of them is taken out."""

    comment: str
    cells: LiteralString
    cell: LiteralString


PANELS = {
    "report_panel": Panel(
        "One row a held report; values as printed. Kept: see refreshed.",
        CELLS.format("value"),
        "(cells.of ->> {})::numeric AS {}",
    ),
    "report_panel_filled": Panel(
        "report_panel with what is proven of cells without a number (value_filled). Kept: see refreshed.",
        CELLS.format("value_filled"),
        "(cells.of ->> {})::numeric AS {}",
    ),
    "report_panel_status": Panel(
        "report_panel with what stands in each cell: a status, or no_table, row_missing, not_on_form, withheld. Kept.",
        STATES,
        "cells.of ->> {} AS {}",
    ),
}


def panel_sql() -> Iterator[str]:
    """The statements that make the wide views, in the order of `PANELS`, each with its comments."""
    entries = codebook()
    for name, panel in PANELS.items():
        yield _view(name, panel, entries).as_string()
        yield "; ".join(_comments(name, panel, entries))


def _view(name: str, panel: Panel, entries: tuple[Entry, ...]) -> Composed:
    head = [SQL("report.{}").format(Identifier(column)) for column in HEAD]
    figures = [SQL(panel.cell).format(Literal(entry.key), Identifier(entry.short_name)) for entry in entries]
    return SQL(
        "CREATE MATERIALIZED VIEW {view} AS SELECT {columns} FROM report_kept AS report "
        "CROSS JOIN LATERAL ({cells}) AS cells WITH NO DATA; "
        "CREATE UNIQUE INDEX {unique} ON {view} (report_id); CREATE INDEX {region} ON {view} (region_id, year)"
    ).format(
        view=SQL("pub.{}").format(Identifier(name)),
        columns=SQL(", ").join([*head, *figures]),
        cells=SQL(panel.cells),
        unique=Identifier(f"{name}_report_id"),
        region=Identifier(f"{name}_region_id"),
    )


def _comments(name: str, panel: Panel, entries: tuple[Entry, ...]) -> Iterator[str]:
    view = SQL("pub.{}").format(Identifier(name))
    yield SQL("COMMENT ON MATERIALIZED VIEW {} IS {}").format(view, Literal(panel.comment)).as_string()
    for column, meaning in {**HEAD, **{entry.short_name: _meaning(entry) for entry in entries}}.items():
        comment_on = SQL("COMMENT ON COLUMN {}.{} IS {}")
        yield comment_on.format(view, Identifier(column), Literal(meaning)).as_string()


def _meaning(entry: Entry) -> str:
    return f"{entry.key}: {entry.label_zh}" + (f", {entry.unit}" if entry.unit else "")
