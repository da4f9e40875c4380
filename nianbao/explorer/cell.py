"""All about one cell, in one place: `nianbao why` prints it, the explorer shows it."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from extractors import NeedsRoom, reader_version
from extractors.flow import FlowCell
from nianbao.domain.report import Figure, Publisher, Report
from nianbao.explorer.cell_archive import Archived, open_archived
from nianbao.explorer.cell_heads import Heads, heads_of
from nianbao.explorer.cell_reading import Reread, reread
from nianbao.explorer.cell_sums import Sum, sums_of
from nianbao.store.queries import DecisionRow, HeldReport, figures_of, findings_of, reports, source_of
from nianbao.store.query_cell import (
    Beside,
    Said,
    SeenEdition,
    Shown,
    ToldFinding,
    cited_as,
    decisions_on,
    editions_of_cell,
    findings_on,
    is_withheld,
    said_in_prose,
    shown_cell,
    years_beside,
)
from nianbao.store.then import NOW, Then


class NoSuchCell(Exception):
    """No report of that name is held, or it has no such cell; raised by `held_report` and `cell_facts`."""


class Withheld(NoSuchCell):
    """The cell or its report is withheld, and so is all of it; raised by `cell_facts`."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the database says of the cell today. `last`, `next`: the reports of the series before and behind."""

    shown: Shown | None
    last: Beside | None
    next: Beside | None
    said: tuple[Said, ...]
    editions: tuple[SeenEdition, ...]
    decisions: tuple[DecisionRow, ...]
    findings: tuple[ToldFinding, ...]
    version: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure with all that bears on it. `figure` is read again from `archived`, or, where `again` is null (a picture
    takes more time than a page has), as it was stored; `second` is what the second reader reads there."""

    held: HeldReport
    key: str
    figure: Figure
    archived: Archived
    again: Reread | None
    second: FlowCell | None
    heads: Heads
    sums: tuple[Sum, ...]
    reader: str
    known: Known

    @property
    def cell_id(self) -> str:
        """`report_id/key`, as in every export."""
        return f"{self.held.report_id}/{self.key}"


def held_report(connection: Connection, report_id: str, then: Then = NOW) -> HeldReport:
    """The report of that name. Raises NoSuchCell."""
    for held in reports(connection, report_id.partition("-")[0], then):
        if held.report_id == report_id:
            return held
    raise NoSuchCell(f"no report {report_id} is held: `nianbao reports` shows those that are")


def cell_facts(
    connection: Connection, held: HeldReport, key: str, *, room: bool = True, withheld: bool = False
) -> Cell:
    """Everything about one cell of a report, re-read from the archive.

    Without `room` a picture is not recognised again: the stored figure is shown and `again` is null. `withheld`: also
    what is withheld, for who has the archive at hand. Raises NoSuchCell, Withheld, `cell_archive.NotOpened`, and
    Refused where the bytes are not read (any more).
    """
    if not withheld and is_withheld(connection, held.report_id, key):
        raise Withheld(f"{held.report_id}/{key} is withheld: nothing of it is shown")
    archived = open_archived(source_of(connection, held))
    known = _known(connection, held, key)
    try:
        again = reread(archived, held.year, room=room)
    except NeedsRoom:
        return _as_stored(connection, held, key, archived, known)
    figure = again.figures.get(key)
    if figure is None:
        raise NoSuchCell(f"{archived.payload.url} has no cell {key}: `nianbao history … --all` shows those it has")
    heads = heads_of(again.document, figure.where, [each.where for each in again.report.figures])
    sums = sums_of(again.report, key)
    return Cell(held, key, figure, archived, again, again.second.get(key), heads, sums, reader_version(), known)


def _as_stored(connection: Connection, held: HeldReport, key: str, archived: Archived, known: Known) -> Cell:
    figures = figures_of(connection, [held])[held.report_id]
    if key not in figures:
        raise NoSuchCell(f"{archived.payload.url} has no cell {key}: `nianbao history … --all` shows those it has")
    sums = sums_of(_stored_report(connection, held, figures), key)
    return Cell(held, key, figures[key], archived, None, None, Heads(), sums, archived.source.reader, known)


def _stored_report(connection: Connection, held: HeldReport, figures: Mapping[str, Figure]) -> Report:
    """As much of the stored report as its identities need."""
    publisher = Publisher(held.publisher, held.kind, held.region)
    findings = tuple(each.finding for each in findings_of(connection, [held]))
    return Report(
        title="",
        year=held.year,
        forms=held.forms,
        publisher=publisher,
        coverage=held.coverage,
        coverage_evidence="",
        figures=tuple(figures.values()),
        findings=findings,
    )


def _known(connection: Connection, held: HeldReport, key: str) -> Known:
    beside = years_beside(connection, held.report_id, key)
    return Known(
        shown=shown_cell(connection, held.report_id, key),
        last=beside.get("last"),
        next=beside.get("next"),
        said=said_in_prose(connection, held.report_id, key),
        editions=editions_of_cell(connection, held, key),
        decisions=decisions_on(connection, held.report_id, key),
        findings=findings_on(connection, held.report_id, key),
        version=cited_as(connection, held),
    )
