"""The figures of a document: its tables found, put on their forms, read cell by cell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extractors.documents.document import Block, Document, Table
from extractors.layout.adopted import segments_in
from extractors.layout.annex import lay_annex
from extractors.layout.choose import choose_form, later_form
from extractors.layout.laid import Laid
from extractors.layout.matrix import lay_rows
from extractors.layout.outcomes import lay_outcomes
from extractors.layout.segments import Segment
from nianbao.domain.forms import Form
from nianbao.domain.report import Figure, Finding


@dataclass(frozen=True, slots=True)
class Outline:
    """The lines of each table of the form, wherever they stand; `prose` is all that is no statistical table."""

    segments: Mapping[str, Sequence[Segment]]
    prose: tuple[str, ...]


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
    prose: list[str] = []
    for block, found in zip(blocks, segments_in(blocks), strict=True):
        for segment in found:
            segments.setdefault(segment.kind, []).append(segment)
        if not found:
            prose += _texts(block) if isinstance(block, Table) else [block.text]
    return Outline(segments, tuple(prose))


def read_figures(outline: Outline, year: int | None) -> FiguresRead:
    """Every statistical table on its form; the report year decides only where labels leave the form open."""
    on = _forms(outline.segments, year)
    laid = [_lay(kind, on[kind], outline.segments[kind], year) for kind in ("t2", "t3", "t4", "annex") if kind in on]
    return FiguresRead(
        figures=tuple(figure for table in laid for figure in table.figures),
        findings=tuple(finding for table in laid for finding in table.findings),
        forms={table.table: on[table.table].name for table in laid if table.figures},
    )


def _texts(table: Table) -> list[str]:
    """A layout table's cells as paragraphs: in some portals the whole article stands in one."""
    return [cell.text for row in table.rows for cell in row.cells if cell.text]


def _forms(segments: Mapping[str, Sequence[Segment]], year: int | None) -> dict[str, Form]:
    on: dict[str, Form] = {}
    for kind in ("t2", "t3", "annex"):
        if kind in segments:
            on[kind] = choose_form(kind, segments[kind], year, on.get("t2"))
    if "t4" in segments:
        on["t4"] = later_form(on.get("t2"), on.get("t3"), year)
    return on


def _lay(kind: str, form: Form, segments: Sequence[Segment], year: int | None) -> Laid:
    table = form.tables[kind]
    lines = [line for segment in segments for line in segment.lines]
    match kind:
        case "t4":
            return lay_outcomes(table, segments)
        case "annex":
            return lay_annex(table, lines, year)
        case _:
            return lay_rows(table, lines, year)
