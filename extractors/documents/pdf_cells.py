"""From the glyphs inside a ruled table to its rows of cells."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from extractors.documents.document import Cell, Row
from extractors.documents.pdf_geometry import Glyph
from extractors.documents.pdf_grid import Area, Lattice
from extractors.documents.pdf_lines import Line, is_gap, joined, lines_of
from nianbao.domain.report import PageBox

_LINES_APART = 1.6  # of the size of print: how far lines of one paragraph stand apart; rows of a table stand further
_PADDING = 5.5  # points that programs leave between a rule and the print, at most
_SLACK = 0.5  # points by which lines of as many digits differ


def rows_of(lattice: Lattice, glyphs: Iterable[Glyph], page: int) -> tuple[Row, ...]:
    """The rows of a ruled table; a merged cell stands once, in the row and column where it begins."""
    held, torn = _dealt(lattice, glyphs)
    rows: dict[int, list[Cell]] = {}
    for area in lattice.in_order():
        # A number that runs across a rule belongs to no cell for certain: all of them show it, none can be read.
        text = "\n".join((*torn.get(area, ()), *filter(None, [_text(held.get(area, ()), area)])))
        rows.setdefault(area.row, []).append(Cell(text, PageBox(page, area.box)))
    return tuple(Row(tuple(cells)) for cells in rows.values())


def _text(glyphs: Sequence[Glyph], area: Area) -> str:
    lines = lines_of(glyphs)
    return joined([line.text for line in lines], "" if _is_wrapped_number(lines, area) else "\n")


def _is_wrapped_number(lines: Sequence[Line], area: Area) -> bool:
    """Lines of digits as close as those of one paragraph, each broken only because its cell had no room for more."""
    return len(lines) > 1 and all(
        all(map(_is_digit, (*line.glyphs, *below.glyphs)))
        and len(line.glyphs) > 1
        and below.middle - line.middle <= _LINES_APART * line.size
        and _is_full(line, below, area)
        for line, below in pairwise(lines)
    )


def _is_full(line: Line, below: Line, area: Area) -> bool:
    """Whether the next digit would not have stood between the rules, and the line below is no longer than this one."""
    left, _, right, _ = area.box
    follows = below.glyphs[0]
    room = (right - left) - (line.right - line.left) - (follows.right - follows.left)
    return room < 2 * _PADDING and below.right - below.left <= line.right - line.left + _SLACK


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
