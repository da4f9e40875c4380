"""The wide views: one row a report, one column a figure of the codebook under its short name."""

from collections.abc import Iterator, Mapping
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
# That is alike for most reports of a year: it is laid out once for each of the few cases.
ABSENT = """WITH gap AS (
    SELECT report.report_id, report.year, report.tables_found, COALESCE(missing.lines, '{}') AS lines
    FROM report_kept AS report
    CROSS JOIN LATERAL (
        SELECT array_agg(DISTINCT line ORDER BY line) AS lines
        FROM finding, unnest(finding.keys) AS line
        WHERE finding.reading_id = report.default_reading_id AND finding.rule = 'ROW.MISSING'
    ) AS missing
    WHERE true /* report.report_id among reports */
), absent AS MATERIALIZED (
    SELECT gap.year, gap.tables_found, gap.lines, jsonb_object_agg(indicator.key, CASE
               WHEN gap.year < indicator.first_year OR gap.year > indicator.last_year THEN 'not_on_form'
               WHEN NOT (CASE WHEN indicator.key ~ '^[ab][.]' THEN 'annex' ELSE split_part(indicator.key, '.', 1) END
                         = ANY (gap.tables_found)) THEN 'no_table'
               WHEN EXISTS (SELECT FROM unnest(gap.lines) AS line
                            WHERE starts_with(indicator.key || '.', line || '.')) THEN 'row_missing'
               ELSE 'not_on_form'
           END) AS of
    FROM (SELECT DISTINCT year, tables_found, lines FROM gap) AS gap
    CROSS JOIN indicator
    GROUP BY gap.year, gap.tables_found, gap.lines
) """
OF_ABSENT = """
JOIN gap ON gap.report_id = report.report_id
JOIN absent ON absent.year = gap.year AND absent.tables_found = gap.tables_found AND absent.lines = gap.lines
"""
STATES = """
    SELECT absent.of || COALESCE(held.of, '{}') || COALESCE(sealed.of, '{}') AS of
    FROM (
        SELECT jsonb_object_agg(figure.key, figure.status) AS of
        FROM figure_kept AS figure
        WHERE figure.report_id = report.report_id
    ) AS held
    CROSS JOIN (
        SELECT jsonb_object_agg(indicator.key, 'withheld') AS of
        FROM withheld
        JOIN indicator ON indicator.key = COALESCE(withheld.key, indicator.key)
        WHERE withheld.report_id = report.report_id
    ) AS sealed
    -- Else it is put together anew for each of the columns.
    OFFSET 0
"""


REGION_HEAD = {
    "region_id": "Number of the region.",
    "year": "The year to be reported on.",
    "code_year": "Its GB/T 2260 code on 31 December of the year, as text.",
    "name_year": "Its name on that day.",
    "level_year": "province, prefecture or county on that day.",
    "parent_id": "Number of the region above it on that day; null: a province.",
    "prefecture_zh": "Name of its prefecture, its own if it is one; null: right below a province.",
    "province_zh": "Name of its province.",
    "boundary_group": "Regions among which areas were moved since 2008 have one number.",
    "report_id": "Its report on the whole area; null: none is held, and no figure follows.",
    "cell_state": "What is known of that report: a state of coverage.",
    "state_reason": "Why, in words; empty where it is held.",
    "n_alternatives": "How many other reports on the whole area are held for the year: the other organ's.",
    "resident_population": "Residents; null: none imported.",
    "population_boundary_ok": "They are those of the boundaries of the year; null: none imported.",
}
REGION_PANEL = (
    "The balanced frame: one row for every region that existed on 31 December and every year, held or not; reports on "
    "the whole area alone, values as printed. Kept: see refreshed."
)


@dataclass(frozen=True, slots=True)
class Panel:
    """A wide view: what it says of itself, where its cells come from, and how one of them is taken out.

    `ahead`, `beside`: what stands ahead of its SELECT, and what is joined to the reports, for `cells` to use.
    """

    comment: str
    cells: LiteralString
    cell: LiteralString
    ahead: LiteralString = ""
    beside: LiteralString = ""


OF_REPORTS = {
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
        ABSENT,
        OF_ABSENT,
    ),
}

PANELS = (*OF_REPORTS, "region_panel")


def panel_head(name: str) -> tuple[str, Mapping[str, str]]:
    """What a wide view says of itself, and its columns ahead of the figures."""
    return (REGION_PANEL, REGION_HEAD) if name == "region_panel" else (OF_REPORTS[name].comment, HEAD)


def panel_sql() -> Iterator[str]:
    """The statements that make the wide views, in the order of `PANELS`, each with its comments."""
    entries = codebook()
    for name, panel in OF_REPORTS.items():
        comments = _comments("TABLE", name, panel.comment, HEAD, entries)
        yield "; ".join((_view(name, panel, entries).as_string(), *comments))
    comments = _comments("VIEW", "region_panel", REGION_PANEL, REGION_HEAD, entries)
    yield "; ".join((_region_panel(entries).as_string(), *comments))


def _region_panel(entries: tuple[Entry, ...]) -> Composed:
    columns = [SQL("frame.{}").format(Identifier(column)) for column in REGION_HEAD]
    columns += [SQL("panel.{}").format(Identifier(entry.short_name)) for entry in entries]
    return SQL(
        "CREATE VIEW pub.region_panel AS SELECT {} FROM frame_kept AS frame "
        "LEFT JOIN pub.report_panel AS panel ON panel.report_id = frame.report_id"
    ).format(SQL(", ").join(columns))


def _view(name: str, panel: Panel, entries: tuple[Entry, ...]) -> Composed:
    head = [SQL("report.{}").format(Identifier(column)) for column in HEAD]
    figures = [SQL(panel.cell).format(Literal(entry.key), Identifier(entry.short_name)) for entry in entries]
    return SQL(
        "CREATE TABLE {view} AS {ahead}SELECT {columns} FROM report_kept AS report {beside}"
        "CROSS JOIN LATERAL ({cells}) AS cells WHERE true /* report.report_id among reports */ WITH NO DATA; "
        "CREATE UNIQUE INDEX {unique} ON {view} (report_id); CREATE INDEX {region} ON {view} (region_id, year); "
        "CREATE INDEX {code} ON {view} (region_code, year)"
    ).format(
        view=SQL("pub.{}").format(Identifier(name)),
        columns=SQL(", ").join([*head, *figures]),
        cells=SQL(panel.cells),
        ahead=SQL(panel.ahead),
        beside=SQL(panel.beside),
        unique=Identifier(f"{name}_report_id"),
        region=Identifier(f"{name}_region_id"),
        code=Identifier(f"{name}_region_code"),
    )


def _comments(
    what: LiteralString, name: str, comment: str, head: Mapping[str, str], entries: tuple[Entry, ...]
) -> Iterator[str]:
    view = SQL("pub.{}").format(Identifier(name))
    yield SQL("COMMENT ON {} {} IS {}").format(SQL(what), view, Literal(comment)).as_string()
    for column, meaning in {**head, **{entry.short_name: _meaning(entry) for entry in entries}}.items():
        comment_on = SQL("COMMENT ON COLUMN {}.{} IS {}")
        yield comment_on.format(view, Identifier(column), Literal(meaning)).as_string()


def _meaning(entry: Entry) -> str:
    return f"{entry.key}: {entry.label_zh}" + (f", {entry.unit}" if entry.unit else "")
