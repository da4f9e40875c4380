"""From the glyphs inside a ruled table to its rows of cells."""

from collections.abc import Iterable, Iterator, Sequence

from extractors.documents.document import Cell, Row
from extractors.documents.pdf_geometry import Glyph
from extractors.documents.pdf_grid import Area, Lattice
from extractors.documents.pdf_lines import is_gap, joined, lines_of
from nianbao.domain.report import PageBox


def rows_of(lattice: Lattice, glyphs: Iterable[Glyph], page: int) -> tuple[Row, ...]:
    """The rows of a ruled table; a merged cell stands once, in the row and column where it begins."""
    held, torn = _dealt(lattice, glyphs)
    rows: dict[int, list[Cell]] = {}
    for area in lattice.in_order():
        # A number that runs across a rule belongs to no cell for certain: all of them show it, none can be read.
        text = "\n".join((*torn.get(area, ()), *filter(None, [_text(held.get(area, ()))])))
        rows.setdefault(area.row, []).append(Cell(text, PageBox(page, area.box)))
    return tuple(Row(tuple(cells)) for cells in rows.values())


def _text(glyphs: Sequence[Glyph]) -> str:
    return joined([line.text for line in lines_of(glyphs)])


def _dealt(lattice: Lattice, glyphs: Iterable[Glyph]) -> tuple[dict[Area, list[Glyph]], dict[Area, list[str]]]:
    """Glyphs by the cell that holds their centre; numbers apart that stand in more than one."""
    held: dict[Area, list[Glyph]] = {}
    torn: dict[Area, list[str]] = {}
    for word in _words(glyphs):
        areas = [area for glyph in word if (area := lattice.area_at(glyph.centre, glyph.middle)) is not None]
        if len(set(areas)) > 1 and all(_is_digit(glyph) for glyph in word):
            for area in dict.fromkeys(areas):
                torn.setdefault(area, []).append(_torn(word, areas))
            continue
        for glyph, area in zip(word, areas, strict=False):
            held.setdefault(area, []).append(glyph)
    return held, torn


def _torn(word: Sequence[Glyph], areas: Sequence[Area]) -> str:
    parts = [word[0].text]
    for place in range(1, len(word)):
        parts.append(word[place].text if areas[place] == areas[place - 1] else f"\n{word[place].text}")
    return "".join(parts)


def _words(glyphs: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    """Digits that touch each other, together; every other glyph alone."""
    for line in lines_of(glyphs):
        word: list[Glyph] = []
        for glyph in line.glyphs:
            if word and not (_is_digit(word[-1]) and _is_digit(glyph) and not is_gap(word[-1], glyph)):
                yield word
                word = []
            word.append(glyph)
        yield word


def _is_digit(glyph: Glyph) -> bool:
    return glyph.text.isdigit() or glyph.text in ",.，．"
