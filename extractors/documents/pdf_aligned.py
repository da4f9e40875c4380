"""Tables without rules, or with some of them: rows of words that stand under each other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from extractors.documents.document import Cell, Row
from extractors.documents.pdf_bands import Band, bands_of, wrapped_pitch
from extractors.documents.pdf_breaks import PrintedTable
from extractors.documents.pdf_columns import Columns, columns_of, first_value_of
from extractors.documents.pdf_geometry import Box, Rules
from extractors.documents.pdf_heads import head_rows
from extractors.documents.pdf_lines import Line, joined
from extractors.documents.pdf_rows import lines_of_rows_above, lines_of_rows_below
from extractors.documents.pdf_words import Word, WordLine, worded
from nianbao.domain.report import PageBox

_NEAR = 3.2  # sizes of print; lines further apart belong to no table together
_WIDE = 0.72  # of the width of the print; a word this long is running text
_LARGER = 1.2  # times the print of the rows: a heading
_WRAPPED = 1.6  # sizes of print; lines further apart are not of one label
_TIGHT = 1.3  # sizes of print; lines that are nearer may be of one cell, whatever else the table does
_FEW = 3  # values from which on a single line is a table


@dataclass(frozen=True, slots=True)
class Apart:
    """What a page prints in aligned tables, and the lines that belong to none."""

    tables: tuple[PrintedTable, ...]
    lines: tuple[Line, ...]


def aligned_tables(lines: Sequence[Line], rules: Rules, page: int) -> Apart:
    """The tables among lines, from the top; `rules` part what stands on either side of them."""
    words = worded(lines, rules.vertical)
    tables: list[PrintedTable] = []
    taken: set[int] = set()
    for start, end in _regions(words):
        for section in _sections(words[start:end], start):
            tables.append(_table(section, rules, page))
            taken.update(section.places)
    return Apart(tuple(tables), tuple(line for place, line in enumerate(lines) if place not in taken))


@dataclass(frozen=True, slots=True)
class _Section:
    """Rows under one set of heads; `places`: of its lines among those of the page."""

    heads: Sequence[WordLine]
    body: Sequence[WordLine]
    places: range


def _regions(lines: Sequence[WordLine]) -> Iterator[tuple[int, int]]:
    """Stretches of lines [start, end) that hold rows of figures and no running text."""
    seeds = [line for line in lines if line.is_valued]
    if not seeds:
        return
    size = median(line.line.print for line in seeds)
    width = max(line.line.right for line in lines) - min(line.line.left for line in lines)
    start = 0
    for place in range(1, len(lines) + 1):
        if place < len(lines) and not _ends(lines[place - 1], lines[place], size, width):
            continue
        part = lines[start:place]
        if _is_table(part):
            yield start, place
        start = place


def _is_table(lines: Sequence[WordLine]) -> bool:
    """Several rows, or one that has heads, or one of many values."""
    valued = [line for line in lines if line.is_valued]
    if len(valued) == 1:
        heads = lines[: lines.index(valued[0])]
        many = sum(word.is_value for word in valued[0].words) >= _FEW
        return many or any(len(line.words) > 1 for line in heads)
    return len(valued) > 1


def _ends(before: WordLine, line: WordLine, size: float, width: float) -> bool:
    """Whether the lines belong to no table together."""
    return line.middle - before.middle > _NEAR * size or any(_is_prose(one, size, width) for one in (before, line))


def _is_prose(line: WordLine, size: float, width: float) -> bool:
    if line.line.print > _LARGER * size:
        return True
    return not line.is_valued and max(word.right - word.left for word in line.words) > _WIDE * width


def _sections(lines: Sequence[WordLine], start: int) -> Iterator[_Section]:
    """The parts of a stretch, each from its heads to its last row. Lines between them are no part of either."""
    valued = [place for place, line in enumerate(lines) if line.is_valued]
    begin, first, last = _heads_start(lines, 0, valued[0]), valued[0], valued[0]
    for before, place in pairwise(valued):
        zone = first_value_of(lines[first : before + 1])
        apart = (p for p in range(before + 1, place) if not _is_near(lines[p], lines[before], lines[place]))
        heading = next((p for p in apart if _is_heads(lines[p], zone)), None)
        if heading is not None:
            end = _rows_end(lines, first, last, heading)
            yield _section(lines, begin, first, end, start)
            begin, first = heading, place
        last = place
    yield _section(lines, begin, first, _rows_end(lines, first, last, len(lines)), start)


def _section(lines: Sequence[WordLine], begin: int, first: int, end: int, start: int) -> _Section:
    zone = first_value_of(lines[first:end])
    if begin == first:  # no heads, as behind a page break: the label may begin above
        first = _labels_start(lines, -1, first)
        begin = first = first - lines_of_rows_above(lines[:first], zone)
    else:
        first = _labels_start(lines, begin, first)
        first -= lines_of_rows_above(lines[begin + 1 : first], zone)
    return _Section(lines[begin:first], lines[first:end], range(start + begin, start + end))


def _heads_start(lines: Sequence[WordLine], begin: int, first: int) -> int:
    """The first line with more than one word; single ones ahead of it are headings."""
    return next((place for place in range(begin, first) if len(lines[place].words) > 1), first)


def _is_heads(line: WordLine, zone: float) -> bool:
    """Whether words stand where values should."""
    over = [word for word in line.words if not word.is_value and word.right > zone]
    return not line.is_valued and len(line.words) > 1 and bool(over)


def _is_near(line: WordLine, above: WordLine, below: WordLine) -> bool:
    """Whether a line is as near to a row as the lines of one cell: then it may be a part of that row."""
    return min(line.middle - above.middle, below.middle - line.middle) <= _TIGHT * line.line.print


def _labels_start(lines: Sequence[WordLine], begin: int, first: int) -> int:
    """The line with which the label of the first row begins: nearer to it than heads are."""
    near = _nearest(lines)
    place = first
    while place - 1 > begin and lines[place].middle - lines[place - 1].middle <= near:
        place -= 1
    return place


def _rows_end(lines: Sequence[WordLine], first: int, last: int, limit: int) -> int:
    """Behind the last line of the label of the last row, which may have no values; `first` and `last` have some."""
    near = _nearest(lines)
    place = last + 1
    while place < limit and lines[place].middle - lines[place - 1].middle <= near:
        place += 1
    zone = first_value_of(lines[first : last + 1])
    return place + lines_of_rows_below(lines[place:limit], zone)


def _nearest(lines: Sequence[WordLine]) -> float:
    """How far apart the lines of one label are at most."""
    labels = [word for line in lines for word in line.words if not word.is_value]
    pitch = wrapped_pitch(labels, [line.middle for line in lines if line.is_valued])
    size = median(line.line.print for line in lines)
    return max(min(pitch, _WRAPPED * size), _TIGHT * size)


def _table(section: _Section, rules: Rules, page: int) -> PrintedTable:
    columns = columns_of(section.heads, section.body, rules.vertical)
    bands = bands_of(section.body, columns, rules.horizontal)
    rows = (*head_rows(section.heads, columns, page), *(_row(band, columns, page) for band in bands))
    boxes = [word.box for line in (*section.heads, *section.body) for word in line.words]
    left, top, right, bottom = zip(*boxes, strict=True)
    return PrintedTable((min(left), min(top), max(right), max(bottom)), rows, columns.values)


def _row(band: Band, columns: Columns, page: int) -> Row:
    blocks = sorted(band.labels, key=lambda block: min(word.left for word in block))
    cells = [Cell(_text(block), PageBox(page, outline([word.box for word in block]))) for block in blocks]
    if band.bare:
        return Row(tuple(cells))
    tops, bottoms = zip(*((word.box[1], word.box[3]) for word in band.words()), strict=True)
    regular = _is_regular(band, columns)
    for place, (left, right) in enumerate(columns.values):
        held = [word for word in band.values if not regular or place in columns.under(word)]
        boxes = [word.box for word in held] if regular and held else [(left, min(tops), right, max(bottoms))]
        cells.append(Cell(_text(held) if regular else _doubtful(held), PageBox(page, outline(boxes))))
    return Row(tuple(cells))


def _is_regular(band: Band, columns: Columns) -> bool:
    """Whether each column holds one value at most, and each value stands in one column, all of them the row's own."""
    if band.torn:
        return False
    under = [columns.under(word) for word in band.values]
    valued = [places[0] for word, places in zip(band.values, under, strict=True) if word.is_value and places]
    return all(len(places) == 1 for places in under) and len(set(valued)) == len(valued)


def _doubtful(words: Sequence[Word]) -> str:
    """All that the row prints, a word a line: which cell holds what, print does not say, so none of them is read."""
    return "\n".join(("?", *(word.text for word in words)))


def outline(boxes: Sequence[Box]) -> Box:
    """The outline of boxes, to a tenth of a point."""
    left, top, right, bottom = zip(*boxes, strict=True)
    return round(min(left), 1), round(min(top), 1), round(max(right), 1), round(max(bottom), 1)


def _text(words: Sequence[Word]) -> str:
    return joined([word.text for word in sorted(words, key=lambda word: (word.middle, word.left))])
