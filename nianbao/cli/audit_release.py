"""A sample drawn from the database or from a folder of readings, with the pages that coders open."""

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from nianbao.audit.draw import Design, Drawn, draw
from nianbao.audit.files import filed_reports
from nianbao.audit.folder import CODERS, SampleFolder
from nianbao.audit.frame import Reading, unit_of
from nianbao.audit.sheets import report_sheet
from nianbao.cli.exits import Incomplete, SurroundingsFailed
from nianbao.cli.opened import opened_database

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from nianbao.store.queries import HeldReport

ENDINGS = {"html": ".html", "pdf": ".pdf", "docx": ".docx", "doc": ".doc", "sheet": ".xlsx", "text": ".txt"}


def draw_from_folder(readings: Path, there: SampleFolder, design: Design) -> int:
    """Draw from documents with their readings beside them; how many were drawn."""
    filed = {one.unit.report_id: one for one in filed_reports(readings)}
    drawn = _drawn([one.unit for one in filed.values()], design)
    there.pages.mkdir(parents=True, exist_ok=True)
    pages: dict[str, str] = {}
    for one in drawn:
        page = filed[one.unit.report_id].page
        pages[one.item] = one.item + page.suffix
        shutil.copyfile(page, there.pages / pages[one.item])
    told = _told(design, len(filed), "folder")
    _write(there, drawn, {name: one.reading for name, one in filed.items()}, pages, told)
    return len(drawn)


def draw_from_database(ctx: click.Context, there: SampleFolder, design: Design) -> int:
    """Draw from all held reports; how many were drawn."""
    from nianbao.store.queries import reports
    from nianbao.store.query_audit import carriers, read_only

    with opened_database(ctx) as connection:
        read_only(connection)
        kinds = carriers(connection)
        held = {one.report_id: one for one in reports(connection)}
        units = [unit_of(name, _frame_of(one), kinds[name], one.url) for name, one in held.items()]
        drawn = _drawn(units, design)
        chosen = [held[one.unit.report_id] for one in drawn]
        there.pages.mkdir(parents=True, exist_ok=True)
        pages = {one.item: one.item + ENDINGS.get(kinds[one.unit.report_id], "") for one in drawn}
        for one in drawn:
            (there.pages / pages[one.item]).write_bytes(_page(connection, held[one.unit.report_id]))
        told = _told(design, len(held), "database")
        _write(there, drawn, _readings(connection, chosen), pages, told)
    return len(drawn)


def _told(design: Design, frame: int, source: str) -> dict[str, Any]:
    """What sample.json says of the draw: enough to repeat it."""
    return {**asdict(design), "frame": frame, "source": source}


def _drawn(units: Sequence[Any], design: Design) -> tuple[Drawn, ...]:
    if not units:
        raise Incomplete("no report is held: nothing to draw from")
    return draw(units, design)


def _write(
    there: SampleFolder,
    drawn: Sequence[Drawn],
    readings: Mapping[str, Reading],
    pages: Mapping[str, str],
    told: Mapping[str, Any],
) -> None:
    """Sheets first: the sample is there when sample.json is."""
    for coder in CODERS:
        there.write_sheet(
            coder, "reports", report_sheet(drawn, {item: f"../pages/{name}" for item, name in pages.items()})
        )
    there.write(drawn, {one.unit.report_id: readings[one.unit.report_id] for one in drawn}, pages, told)


def _frame_of(held: "HeldReport") -> dict[str, Any]:
    """What is known of a report without its figures."""
    publisher = {"name": held.publisher, "kind": str(held.kind), "region": held.region}
    return {"year": held.year, "forms": dict(held.forms), "publisher": publisher, "coverage": str(held.coverage)}


def _readings(connection: "Connection", chosen: "Sequence[HeldReport]") -> dict[str, Reading]:
    from nianbao.domain.report_json import figure_to_json, finding_to_json
    from nianbao.store.queries import figures_of, findings_of

    figures = figures_of(connection, chosen)
    found: dict[str, list[Any]] = {held.report_id: [] for held in chosen}
    for one in findings_of(connection, chosen):
        found[one.report.report_id].append(finding_to_json(one.finding))
    return {
        held.report_id: {
            **_frame_of(held),
            "figures": [figure_to_json(figure) for figure in figures[held.report_id].values()],
            "findings": found[held.report_id],
        }
        for held in chosen
    }


def _page(connection: "Connection", held: "HeldReport") -> bytes:
    """The document as it was archived."""
    from nianbao.archive.decoding import decoded_body
    from nianbao.archive.errors import Damaged, Missing, Undecodable
    from nianbao.archive.reader import load
    from nianbao.domain.carried import NoSuchPart, article_in
    from nianbao.store.queries import source_of

    try:
        record = source_of(connection, held).capture.record
        payload = load(record)
        body = decoded_body(payload.headers, payload.body)
        return article_in(body, record.part) if record.part else body
    except (Damaged, Missing, NoSuchPart, Undecodable) as error:
        raise SurroundingsFailed(f"{held.report_id}: {error}") from error
