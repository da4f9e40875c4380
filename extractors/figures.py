"""The figures of a document: its tables found, put on their forms, read cell by cell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extractors.documents.document import Block, Document, Paragraph, Table
from extractors.layout.adopted import segments_in
from extractors.layout.annex import lay_annex
from extractors.layout.choose import choose_form, later_form
from extractors.layout.laid import Laid
from extractors.layout.matrix import lay_rows
from extractors.layout.outcomes import lay_outcomes
from extractors.layout.segments import Segment
from extractors.runs.divided import Read, divide_runs
from extractors.runs.found import running_tables
from extractors.runs.table4 import Outcomes, lay_outcome_runs
from nianbao.domain.forms import Form
from nianbao.domain.report import Figure, Finding


@dataclass(frozen=True, slots=True)
class Outline:
    """The lines of each table of the form, wherever they stand; `prose` is all that is no statistical table.

    `outcomes`: table 4 where it stands in running text, its heads and its numbers.
    """

    segments: Mapping[str, Sequence[Segment]]
    prose: tuple[str, ...]
    outcomes: Outcomes | None = None


@dataclass(frozen=True, slots=True)
class FiguresRead:
    """Figures in the order t2, t3, t4, annex; `forms` is the form of each table."""

    figures: tuple[Figure, ...]
    findings: tuple[Finding, ...]
    forms: Mapping[str, str]


def outline_of(document: Document) -> Outline:
    """The statistical tables of a document apart from its prose.

    Some portals show the text version of a report only behind a tab: where what is seen holds no statistical table,
    what is hidden counts too.
    """
    seen = _outline(document.blocks)
    return _outline(document.behind) if document.behind and not seen.segments else seen


def _outline(blocks: Sequence[Block]) -> Outline:
    segments: dict[str, list[Segment]] = {}
    prose: list[Paragraph] = []
    for block, found in zip(blocks, segments_in(blocks), strict=True):
        for segment in found:
            segments.setdefault(segment.kind, []).append(segment)
        if not found:
            prose += _paragraphs(block) if isinstance(block, Table) else [block]
    running = running_tables(prose, segments.keys())
    return Outline({**segments, **running.segments}, running.prose, running.outcomes)


def read_figures(outline: Outline, year: int | None) -> FiguresRead:
    """Every statistical table on its form; the report year decides only where labels leave the form open."""
    on = _forms(outline, year)
    laid = [_lay(kind, on[kind], outline, year) for kind in ("t2", "t3", "t4", "annex") if kind in on]
    read = divide_runs(
        Read(
            figures=tuple(figure for table in laid for figure in table.figures),
            findings=tuple(finding for table in laid for finding in table.findings),
        )
    )
    return FiguresRead(
        figures=read.figures,
        findings=read.findings,
        forms={table.table: on[table.table].name for table in laid if table.figures},
    )


def _paragraphs(table: Table) -> list[Paragraph]:
    """A layout table's cells as paragraphs: in some portals the whole article stands in one."""
    return [Paragraph(cell.text, cell.where) for row in table.rows for cell in row.cells if cell.text]


def _forms(outline: Outline, year: int | None) -> dict[str, Form]:
    on: dict[str, Form] = {}
    segments = outline.segments
    for kind in ("t2", "t3", "annex"):
        if kind in segments:
            on[kind] = choose_form(kind, segments[kind], year, on.get("t2"))
    if "t4" in segments or outline.outcomes:
        on["t4"] = later_form(on.get("t2"), on.get("t3"), year)
    return on


def _lay(kind: str, form: Form, outline: Outline, year: int | None) -> Laid:
    table = form.tables[kind]
    segments = outline.segments.get(kind, ())
    lines = [line for segment in segments for line in segment.lines]
    match kind:
        case "t4" if outline.outcomes:
            return lay_outcome_runs(table, outline.outcomes)
        case "t4":
            return lay_outcomes(table, segments)
        case "annex":
            return lay_annex(table, lines, year)
        case _:
            return lay_rows(table, lines, year)
