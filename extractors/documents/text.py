"""A text or Markdown file to a Document. Tables come as Markdown rows, or flattened: one cell a line, `cell |`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.documents.document import Cell, Document, Paragraph, Row, Table
from extractors.documents.encoding import decode
from extractors.documents.normal import normaliser
from extractors.errors import Refused
from nianbao.domain.report import TextCell

MAX_LINES = 200_000
_PROSE = 120  # characters; the longest label of any form has 45
_MARKS = re.compile(r"^\s{0,3}(?:#{1,6}\s+|>\s?|[*+-]\s+(?=\S))|\*\*|__|^\s*```.*$")
_RULE = re.compile(r"\|?\s*:?-{3,}:?\s*(?:\|\s*:?-{3,}:?\s*)*\|?\s*")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line with `|`: its cells in order, and whether it is one cell of a flattened table."""

    cells: tuple[Cell, ...]
    flattened: bool


def read_text(body: bytes) -> Document:
    """The file's paragraphs and tables; raises Refused for a file of absurd length."""
    text = decode(body)
    lines = text.splitlines()
    if len(lines) > MAX_LINES:
        raise Refused(f"{len(lines):,} lines: more than any report has")
    normal = normaliser(text)
    blocks = tuple(normal.block(block) if normal.changes else block for block in _blocks(lines))
    titles = tuple(normal(line) for line in _first_lines(lines))
    return Document(kind="text", blocks=blocks, titles=titles, mirrored=normal.mirrored)


def _first_lines(lines: list[str]) -> list[str]:
    """The first printed lines that are short enough for a title; one may stand in a cell of the layout."""
    printed = (_unmarked(line) for line in lines[:200])
    return [line for line in printed if line and len(line) <= _PROSE][:30]


def _blocks(lines: list[str]) -> Iterator[Paragraph | Table]:
    pending: list[_Line] = []
    heading = ""
    for number, line in enumerate(lines):
        if "|" in line and not _is_prose(line):
            if not _RULE.fullmatch(line):
                pending.append(_cells(line, number))
            continue
        yield from _tables(pending, heading)
        if text := _unmarked(line):
            heading = text
            yield Paragraph(text)
    yield from _tables(pending, heading)


def _is_prose(line: str) -> bool:
    """Layout tables leave whole articles in one cell: those are paragraphs."""
    return max(len(part) for part in line.split("|")) > _PROSE


def _unmarked(line: str) -> str:
    return " ".join(_MARKS.sub("", line.replace("|", " ")).split())


def _cells(line: str, number: int) -> _Line:
    """`| a | b |` is a row of cells; `a | ||` is one cell, and more than one bar says that its row ends there."""
    parts = line.split("|")
    filled = [index for index, part in enumerate(parts) if part.strip()]
    if len(filled) > 1 or (filled and filled[0] > 0):
        inner = range(0 if parts[0].strip() else 1, len(parts) if parts[-1].strip() else len(parts) - 1)
        return _Line(tuple(Cell(parts[i].strip(), TextCell(number, i)) for i in inner), flattened=False)
    return _Line((Cell(parts[0].strip(), TextCell(number, 0), bars=len(parts) - 1),), flattened=True)


def _tables(pending: list[_Line], heading: str) -> Iterator[Table]:
    """The table that the lines held since the last paragraph make up; a change of layout starts another."""
    start = 0
    for index, line in enumerate(pending):
        if line.flattened != pending[start].flattened:
            yield _table(pending[start:index], heading)
            start = index
    if pending:
        yield _table(pending[start:], heading)
    pending.clear()


def _table(lines: list[_Line], heading: str) -> Table:
    return Table(tuple(Row(line.cells) for line in lines), heading, flattened=lines[0].flattened)
