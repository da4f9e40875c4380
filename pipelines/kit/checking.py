"""A case held against the reader: what was filled in by eye, and what is read of the page today."""

import hashlib
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from nianbao.archive.decoding import decoded_body
from nianbao.archive.reader import iter_captures, load
from nianbao.domain.report import Figure, Report, Status
from pipelines.kit.making import ARCHIVE, FRAME
from pipelines.readers import read_in_child

KNOWN = {"title", "year", "publisher", "coverage", "tables", "page", "forms", "cell"}
CELL_KNOWN = {"key", "label", "printed"}
# Without these a case would pass whatever was read.
NEEDED = ("year", "publisher")
BLANK, NONE = "blank", "none"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing in which a case and its reading differ, or that makes the case worth nothing."""

    what: str
    by_eye: str
    read: str


def differences(folder: Path) -> list[Difference]:
    """What is wrong with a case; none for a good one. Raises what reading raises, OSError, TOMLDecodeError."""
    expected = tomllib.loads((folder / FRAME).read_text("utf-8"))
    body = (folder / str(expected["page"]["file"])).read_bytes()
    faults = [*faults_of_frame(expected), *faults_of_bytes(folder, body, expected["page"])]
    if faults:
        return faults
    report = read_in_child(body, url=expected["page"]["url"])
    return [*differing_fields(expected, report), *differing_cells(expected, report)]


def faults_of_frame(expected: Mapping[str, Any]) -> Iterator[Difference]:
    """Fields that are not known, and a frame that is not filled in."""
    for name in expected.keys() - KNOWN:
        yield Difference(name, "not a field of the frame", "")
    cells = expected.get("cell", [])
    for cell in cells:
        for name in cell.keys() - CELL_KNOWN:
            yield Difference(f"{cell.get('key')}.{name}", "not a field of a cell", "")
    for name in NEEDED:
        if not expected.get(name):
            yield Difference(name, "not filled in", "")
    if expected.get("tables") != NONE and not any(cell.get("printed") for cell in cells):
        yield Difference("cell", "no cell is filled in", "")


def faults_of_bytes(folder: Path, body: bytes, page: Mapping[str, Any]) -> Iterator[Difference]:
    """A page that is not the one that was captured."""
    sha256 = hashlib.sha256(body).hexdigest()
    if sha256 != page["sha256"]:
        yield Difference("page", page["sha256"], sha256)
    archive = folder / ARCHIVE
    if archive.exists():
        payloads = [load(stored.capture.record) for stored in iter_captures(archive)]
        if [decoded_body(payload.headers, payload.body) for payload in payloads] != [body]:
            yield Difference("page", "the body in its archive", "another one")


def differing_fields(expected: Mapping[str, Any], report: Report) -> Iterator[Difference]:
    """What the head of the report says: title, year, publisher, coverage, forms, and whether there are tables."""
    read = {
        "title": report.title,
        "year": str(report.year),
        "publisher": report.publisher.name,
        "coverage": report.coverage.value,
        "tables": "" if report.figures else NONE,
    }
    for name, value in read.items():
        if expected.get(name) and "".join(str(expected[name]).split()) != "".join(value.split()):
            yield Difference(name, str(expected[name]), value)
    for table, form in expected.get("forms", {}).items():
        if form and report.forms.get(table) != form:
            yield Difference(f"forms.{table}", form, report.forms.get(table, "no such table"))


def differing_cells(expected: Mapping[str, Any], report: Report) -> Iterator[Difference]:
    """The cells that are filled in."""
    figures = {figure.key: figure for figure in report.figures}
    for cell in expected.get("cell", []):
        printed = str(cell.get("printed", "")).strip()
        figure = figures.get(cell["key"])
        if printed and (figure is None or not agree(printed, figure)):
            read = "no such cell" if figure is None else f"{figure.raw.strip() or BLANK} ({figure.status.value})"
            yield Difference(cell["key"], printed, read)


def agree(printed: str, figure: Figure) -> bool:
    """Whether a cell as seen is the cell as read: a number by its value, another sign by itself."""
    if printed == BLANK:
        return figure.status is Status.BLANK
    if figure.status is Status.NUMBER:
        return number_of(printed) == figure.value
    return figure.status is not Status.BLANK and figure.raw.strip() == printed


def number_of(printed: str) -> Decimal | None:
    """The number that is printed, with or without commas; null where it is none."""
    try:
        return Decimal(printed.replace(",", "").replace("，", ""))
    except InvalidOperation:
        return None
