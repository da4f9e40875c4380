"""All about a cell for eyes, on one screen."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nianbao.explorer.cell import Cell
    from nianbao.store.query_cell import Beside

WIDTH = 10  # characters of the words ahead of each line
UNLIKE = {
    "gap": "not the year next to it",
    "form": "not on that year's form, or asked for otherwise",
    "regime": "a change of law lies between",
    "coverage": "what is counted is unclear",
    "publisher": "another kind of organ signs",
    "boundary": "the region's area changed",
    "quality": "one of the two is no number, or a doubtful one",
}


def lines_of(cell: "Cell") -> Iterator[str]:
    """The screen, line by line; what a page printed cannot steer the terminal."""
    for word, text in _pieces(cell):
        yield harmless(f"{word:<{WIDTH}}{text}".rstrip())


def harmless(text: str) -> str:
    """The text on one line, without characters that a terminal would obey."""
    return "".join(char if char.isprintable() else " " for char in text)


def _pieces(cell: "Cell") -> Iterator[tuple[str, str]]:
    held = cell.held
    yield "cell", cell.cell_id
    yield "report", f"{held.publisher} {held.year}, {held.coverage}"
    yield from _printed(cell)
    yield from _source(cell)
    yield from _readers(cell)
    yield from _sums(cell)
    yield from _years(cell)
    yield from _rest(cell)


def _printed(cell: "Cell") -> Iterator[tuple[str, str]]:
    figure, shown = cell.figure, cell.known.shown
    yield "printed", f"“{figure.raw}”"
    value = "no value" if figure.value is None else f"{figure.value:f}{' ' + figure.unit if figure.unit else ''}"
    quality = shown.quality if shown else None
    yield "value", f"{value}   status {figure.status}   quality {quality or 'none: not shown'}"
    if figure.fill_basis is not None:
        yield "", f"proven {figure.filled:f} ({figure.fill_basis})"
    if shown and shown.corrected_value is not None:
        yield "corrected", f"{shown.corrected_value:f} by decision {shown.correction_id}"
    if shown and shown.label_zh:
        yield "label", f"{shown.label_zh} ({shown.label_en})"
    if cell.heads.row:
        yield "row", " › ".join(cell.heads.row)
    if cell.heads.column:
        yield "column", " › ".join(cell.heads.column)
    if cell.heads.line:
        pieces = ("[" + piece.text + "]" if piece.asked else piece.text or "·" for piece in cell.heads.line)
        yield "table", " | ".join(pieces)


def _source(cell: "Cell") -> Iterator[tuple[str, str]]:
    from nianbao.cli.output import moment
    from nianbao.domain.report_json import where_to_json

    record = cell.archived.source.capture.record
    where = "  ".join(f"{name} {value}" for name, value in where_to_json(cell.figure.where).items())
    yield "place", where
    yield "page", f"{cell.archived.payload.url}   captured {moment(cell.archived.payload.captured_at)}"
    yield "record", f"{record.file} at {record.offset}{'  part ' + record.part if record.part else ''}"
    yield "", f"{record.id}  {cell.archived.payload.digest}"


def _readers(cell: "Cell") -> Iterator[tuple[str, str]]:
    yield "reader", f"{cell.reader}   grid: “{cell.figure.raw}”   text: {_second(cell)}"


def _second(cell: "Cell") -> str:
    second = cell.second
    if second is None:
        return "does not read it"
    alike = (second.value, second.status) == (cell.figure.value, cell.figure.status)
    return f"“{second.raw}” {'✓' if alike else '✗ they differ'}"


def _sums(cell: "Cell") -> Iterator[tuple[str, str]]:
    for place, each in enumerate(cell.sums):
        trivial = "   (0 = 0 proves nothing)" if each.trivial else ""
        yield "" if place else "sums", f"{each.rule:<9} {each.text}{trivial}"
    if not cell.sums:
        yield "sums", "it stands in no identity of the form"


def _years(cell: "Cell") -> Iterator[tuple[str, str]]:
    yield "before", _beside(cell.known.last, "no earlier report of the series is held")
    yield "after", _beside(cell.known.next, "no later report of the series is held")


def _beside(beside: "Beside | None", none: str) -> str:
    if beside is None:
        return none
    value = "no such cell" if not beside.held else f"{beside.value:f}" if beside.value is not None else beside.status
    because = "; ".join(UNLIKE[reason] for reason in beside.not_comparable_because)
    return f"{beside.year}: {value}" + (f"   not comparable: {because}" if because else "")


def _rest(cell: "Cell") -> Iterator[tuple[str, str]]:
    from nianbao.cli.output import moment
    from nianbao.explorer.cell_citation import citation

    known = cell.known
    for said in known.said:
        fits = "✓" if said.value == cell.figure.value else "✗"
        yield "prose", f"{said.value:f} {fits} ({said.coverage}, section {said.section}) “{said.sentence}”"
    if not known.said:
        yield "prose", "does not name it"
    for edition in known.editions:
        what = "no such cell" if edition.status is None else f"“{edition.raw}” ({edition.status})"
        here = "  ← shown" if edition.shown else ""
        yield "edition", f"{moment(edition.first_seen)} – {moment(edition.last_seen)}: {what}{here}  {edition.url}"
    for found in known.findings:
        yield "finding", f"{found.rule} ({found.severity}): {found.message}"
    for decision in known.decisions:
        stands = "" if decision.in_force else f" (not in force: {decision.not_in_force_because})"
        value = "" if decision.value is None else f" {decision.value:f}"
        told = f"{decision.verdict}{value} by {decision.decided_by}{stands}: {decision.note}"
        yield "decision", f"{decision.decision_id} {told}"
    yield "cite", citation(cell)
