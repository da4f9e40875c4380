"""A text or Markdown file to a Document. Tables come as Markdown rows, or flattened: one cell a line, `cell |`."""

import re
from collections.abc import Iterator

from extractors.documents.document import Document, Paragraph, Table
from extractors.documents.encoding import decode
from extractors.documents.normal import normaliser
from extractors.documents.text_tables import Barred, tables_of
from extractors.errors import Refused
from nianbao.domain.report import TextCell

MAX_LINES = 200_000
MAX_ROWS = 20_000  # lines of cells; the longest report there is has under 1,000, one cell a line
MAX_BARS = 100_000
_PROSE = 120  # characters; the longest label of any form has 45
_MARKS = re.compile(r"^\s{0,3}(?:#{1,6}\s+|>\s?|[*+-]\s+(?=\S))|\*\*|__|^\s*```.*$")
_FIELD = re.compile(r"^(?:标题|标\s题|题名)\s?[:：]\s?")
_RULE = re.compile(r"\|?\s*:?-{3,}:?\s*(?:\|\s*:?-{3,}:?\s*)*\|?\s*")


def read_text(body: bytes) -> Document:
    """The file's paragraphs and tables; raises Refused for a file of absurd length."""
    text = decode(body)
    lines = text.splitlines()
    if len(lines) > MAX_LINES:
        raise Refused(f"{len(lines):,} lines: more than any report has")
    if text.count("|") > MAX_BARS or sum("|" in line for line in lines) > MAX_ROWS:
        raise Refused(f"more than {MAX_ROWS:,} rows or {MAX_BARS:,} cells in a text: no report has so many")
    normal = normaliser(text)
    blocks = tuple(normal.block(block) if normal.changes else block for block in _blocks(lines))
    titles = tuple(normal(line) for line in _first_lines(lines))
    return Document(kind="text", blocks=blocks, titles=titles, mirrored=normal.mirrored)


def _first_lines(lines: list[str]) -> list[str]:
    """The first printed lines that are short enough for a title; one may stand in a cell of the layout."""
    printed = (_title(_unmarked(line)) for line in lines[:200])
    return [line for line in printed if line and len(line) <= _PROSE][:30]


def _blocks(lines: list[str]) -> Iterator[Paragraph | Table]:
    pending: list[Barred] = []
    heading = ""
    for number, line in enumerate(lines):
        if "|" in line and not _is_prose(line):
            if not _RULE.fullmatch(line):
                pending.append(Barred(number, tuple(part.strip() for part in line.split("|"))))
            continue
        yield from tables_of(pending, heading)
        pending.clear()
        if text := _unmarked(line):
            heading = text
            yield Paragraph(text, TextCell(number, _only_part(line)))
    yield from tables_of(pending, heading)


def _is_prose(line: str) -> bool:
    """Layout tables leave whole articles in one cell: those are paragraphs."""
    return max(len(part) for part in line.split("|")) > _PROSE


def _only_part(line: str) -> int:
    """Which part between bars holds the line's text; the first where several do."""
    return next((place for place, part in enumerate(line.split("|")) if part.strip()), 0)


def _unmarked(line: str) -> str:
    return " ".join(_MARKS.sub("", line.replace("|", " ")).split())


def _title(line: str) -> str:
    """Without the name of the field that it was saved under."""
    return _FIELD.sub("", line)
