"""An archived text file, line by line, with the part between bars marked that a cell is."""

from collections.abc import Collection

from lxml import etree

from extractors.documents.encoding import decode
from nianbao.domain.personal import mask
from nianbao.domain.report import TextCell, Where
from nianbao.explorer.cell_page_build import Element, add_text, ask


def page_of_text(body: bytes, asked: TextCell, raw: str, figures: Collection[Where]) -> Element | None:
    """The file with the cell marked; null where the file has no such line or part."""
    kept = {(where.line, where.cell) for where in figures if isinstance(where, TextCell)}
    main = etree.Element("main")
    main.set("class", "lines")
    found = False
    for number, line in enumerate(decode(body).splitlines()):
        row = etree.SubElement(main, "div")
        shown = line if any((number, place) in kept for place in range(line.count("|") + 1)) else mask(line)
        for place, part in enumerate(shown.split("|")):
            add_text(row, "|" if place else None)
            if (number, place) == (asked.line, asked.cell):
                _mark(row, part, raw)
                found = True
            else:
                add_text(row, part if (number, place) in kept else mask(part))
    return main if found else None


def _mark(row: Element, part: str, raw: str) -> None:
    """The cell's own text where it stands in the part once; a run of digits is marked whole."""
    before, text, after = part.partition(raw) if raw and part.count(raw) == 1 else ("", part.strip(), "")
    add_text(row, before)
    cell = etree.SubElement(row, "mark")
    add_text(cell, text)
    ask(cell, text)
    add_text(row, after)
