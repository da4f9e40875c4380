"""A paper as a PDF: pages broken where they are full, tables ruled as different programs rule them."""

from dataclasses import dataclass, replace
from enum import StrEnum

from conformance.papers.paper import Paper, Placed, placed, width_of
from conformance.papers.pdf_file import A4, PdfFile
from sample.tables import Table

LEFT, RIGHT, TOP, BOTTOM = 74.0, 521.0, 80.0, 765.0
PRINT, SMALL = 14.0, 9.0  # sizes of running text and of cells
_PAD = 3.0
_PADDING = 8.0  # points that a row is higher than its lines
_LINE = 1.2 * SMALL


class Ruling(StrEnum):
    """How a program draws the rules of a table."""

    STROKES = "strokes"  # a line from edge to edge of each cell
    THIN_BOXES = "thin_boxes"  # filled boxes half a point thick
    CELL_BOXES = "cell_boxes"  # a stroked box round each cell
    ONE_PATH = "one_path"  # all lines in a single path
    FLAT = "flat"  # lines above and below, none between columns
    UPRIGHT = "upright"  # lines between columns, none between rows
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Manner:
    """What sets one program's PDF apart from another's."""

    ruling: Ruling = Ruling.STROKES
    open_at_break: bool = False  # no rule above and below a page break
    open_sides: bool = False  # no rule left and right of the table
    running_head: str = ""
    page_numbers: bool = True
    rotation: int = 0
    in_form: bool = False
    split_rows: bool = False  # a row may begin on one page and end on the next


def print_pdf(paper: Paper, manner: Manner = Manner()) -> bytes:
    """The paper as a PDF file."""
    press = _Press(manner)
    for line in paper.title:
        press.centred(line)
    for block in paper.blocks:
        if isinstance(block, str):
            press.paragraph(block)
        else:
            press.table(block)
    return press.finished()


class _Press:
    def __init__(self, manner: Manner) -> None:
        self._manner = manner
        size = (A4[1], A4[0]) if manner.rotation % 180 else A4
        self._file = PdfFile(size, manner.rotation, manner.in_form)
        self._pages: list[list[str]] = []
        self._begun: dict[Placed, int] = {}  # cells broken over a page: how many of their lines are printed
        self._new_page()

    def _new_page(self) -> None:
        self._pages.append([])
        self._y = TOP
        if self._manner.running_head:
            self._write(LEFT, 50.0, SMALL, self._manner.running_head)
        if self._manner.page_numbers:
            self._write(280.0, 800.0, SMALL, f"- {len(self._pages)} -")

    def centred(self, text: str) -> None:
        """A line of a title."""
        self._write((LEFT + RIGHT - _length(text, 18.0)) / 2, self._y, 18.0, text)
        self._y += 30.0

    def paragraph(self, text: str) -> None:
        """Running text, its first line indented by two characters."""
        for number, line in enumerate(_wrapped(text, PRINT, RIGHT - LEFT, 2 * PRINT)):
            if self._y > BOTTOM - PRINT:
                self._new_page()
            self._write(LEFT + (0 if number else 2 * PRINT), self._y, PRINT, line)
            self._y += 1.8 * PRINT

    def table(self, table: Table) -> None:
        """A table, broken between rows."""
        self._y += 4.0
        cells = placed(table)
        edges = _edges(table)
        heights = _heights(table, cells, edges)
        start = 0
        while start < len(heights):
            end = start
            while end < len(heights) and self._y + sum(heights[start : end + 1]) <= BOTTOM:
                end += 1
            if self._manner.split_rows and end < len(heights):
                room = BOTTOM - self._y - sum(heights[start:end])
                cells, end = self._split(cells, heights, end, room)
            if end == start:
                self._new_page()
                continue
            self._part(cells, edges, heights, start, end)
            start = end
            if start < len(heights):
                self._new_page()
        self._y += 14.0

    def _split(
        self, cells: tuple[Placed, ...], heights: list[float], row: int, room: float
    ) -> tuple[tuple[Placed, ...], int]:
        """The row in two, where a line of it has room on this page and another is left; and behind its first part."""
        lines = int((room - _PADDING) / _LINE)
        if lines < 1 or heights[row] < _PADDING + (lines + 1) * _LINE - 0.1:
            return cells, row
        heights[row : row + 1] = [_PADDING + lines * _LINE, heights[row] - lines * _LINE]
        split = tuple(_with_row_split(place, row) for place in cells)
        self._begun = {new: self._begun[old] for old, new in zip(cells, split, strict=True) if old in self._begun}
        return split, row + 1

    def _part(self, cells: tuple[Placed, ...], edges: list[float], heights: list[float], start: int, end: int) -> None:
        """Rows `start` to `end` of a table on this page."""
        levels = [self._y]
        for height in heights[start:end]:
            levels.append(levels[-1] + height)
        for place in cells:
            first, last = max(place.row, start), min(place.row + place.cell.rows, end)
            if first >= last:
                continue
            box = (
                edges[place.column],
                levels[first - start],
                edges[place.column + place.cell.columns],
                levels[last - start],
            )
            self._rules(box, edges, above=first == place.row, below=last == place.row + place.cell.rows)
            lines = _wrapped(place.cell.text, SMALL, box[2] - box[0] - 2 * _PAD, 0)
            goes_on = last < place.row + place.cell.rows
            begun = self._begun.pop(place, 0)
            room = int((box[3] - box[1]) / _LINE) if goes_on else len(lines)
            self._in_cell(lines[begun : begun + room], box)
            if goes_on:
                self._begun[place] = begun + room
        self._y = levels[-1]

    def _in_cell(self, lines: list[str], box: tuple[float, float, float, float]) -> None:
        left, top, right, bottom = box
        y = (top + bottom) / 2 - len(lines) * _LINE / 2
        for line in lines:
            self._write((left + right - _length(line, SMALL)) / 2, y, SMALL, line)
            y += _LINE

    def _rules(self, box: tuple[float, float, float, float], edges: list[float], above: bool, below: bool) -> None:
        left, top, right, bottom = box
        closed = not self._manner.open_at_break
        if self._manner.ruling is Ruling.CELL_BOXES:
            self._draw(f"{left:.2f} {_up(bottom):.2f} {right - left:.2f} {bottom - top:.2f} re S")
            return
        if self._manner.ruling is not Ruling.UPRIGHT:
            if above or closed:
                self._line(left, top, right, top)
            if below or closed:
                self._line(left, bottom, right, bottom)
        if self._manner.ruling is not Ruling.FLAT:
            if left > edges[0] or not self._manner.open_sides:
                self._line(left, top, left, bottom)
            if right < edges[-1] or not self._manner.open_sides:
                self._line(right, top, right, bottom)

    def _line(self, x1: float, y1: float, x2: float, y2: float) -> None:
        match self._manner.ruling:
            case Ruling.THIN_BOXES:
                wide, high = max(x2 - x1, 0.5), max(y2 - y1, 0.5)
                self._draw(f"{x1:.2f} {_up(y2):.2f} {wide:.2f} {high:.2f} re f")
            case Ruling.STROKES | Ruling.ONE_PATH | Ruling.FLAT | Ruling.UPRIGHT:
                end = "" if self._manner.ruling is Ruling.ONE_PATH else "S"
                self._draw(f"{x1:.2f} {_up(y1):.2f} m {x2:.2f} {_up(y2):.2f} l {end}")
            case _:
                return

    def _write(self, x: float, y: float, size: float, text: str) -> None:
        end = "S " if self._manner.ruling is Ruling.ONE_PATH and self._pages[-1] else ""
        self._draw(end + self._file.text(x, _up(y + size * 0.88), size, text))

    def _draw(self, operator: str) -> None:
        self._pages[-1].append(operator)

    def finished(self) -> bytes:
        """The file; where pages are shown turned, their content is drawn turned the other way."""
        end = "\nS" if self._manner.ruling is Ruling.ONE_PATH else ""
        contents = [f"0.5 w\n{self._turn()}{chr(10).join(page)}{end}" for page in self._pages]
        return self._file.written(contents)

    def _turn(self) -> str:
        wide, high = A4
        match self._manner.rotation:
            case 90:
                return f"0 1 -1 0 {high:g} 0 cm\n"
            case 180:
                return f"-1 0 0 -1 {wide:g} {high:g} cm\n"
            case 270:
                return f"0 -1 1 0 0 {wide:g} cm\n"
            case _:
                return ""


def _up(y: float) -> float:
    """PDF counts from the foot of the page."""
    return A4[1] - y


def _edges(table: Table) -> list[float]:
    """Columns of labels are wide, the seven of applicants narrow; all others share the page."""
    columns = width_of(table)
    shares = [1.2, 2.6, 4.5, *[1.2] * 7] if columns == 10 else [1.0] * columns
    unit = (RIGHT - LEFT) / sum(shares)
    return [LEFT + unit * sum(shares[:column]) for column in range(columns + 1)]


def _with_row_split(place: Placed, row: int) -> Placed:
    """A cell in the grid in which a row has become two."""
    if place.row > row:
        return replace(place, row=place.row + 1)
    if place.row + place.cell.rows > row:
        return replace(place, cell=replace(place.cell, rows=place.cell.rows + 1))
    return place


def _heights(table: Table, cells: tuple[Placed, ...], edges: list[float]) -> list[float]:
    """Of each row. The last of those that a cell reaches over has room for what the others, taken alone, do not hold:
    so all of it is printed wherever a page breaks."""
    counts = {place: _lines_in(place, edges) for place in cells}
    heights = [
        _PADDING
        + _LINE * max((n for place, n in counts.items() if place.row == row and place.cell.rows == 1), default=1)
        for row in range(len(table))
    ]
    for place, count in counts.items():
        last = place.row + place.cell.rows - 1
        held = sum(int(height / _LINE) for height in heights[place.row : last + 1])
        heights[last] += _LINE * max(count - held, 0)
    return heights


def _lines_in(place: Placed, edges: list[float]) -> int:
    room = edges[place.column + place.cell.columns] - edges[place.column] - 2 * _PAD
    return len(_wrapped(place.cell.text, SMALL, room, 0))


def _length(text: str, size: float) -> float:
    return sum(size * (0.5 if character.isascii() else 1.0) for character in text)


def _wrapped(text: str, size: float, room: float, indent: float) -> list[str]:
    lines = [""]
    for character in text:
        used = _length(lines[-1] + character, size) + (indent if len(lines) == 1 else 0)
        if lines[-1] and used > room and not (character.isascii() and lines[-1][-1].isascii()):
            lines.append("")
        lines[-1] += character
    return lines
