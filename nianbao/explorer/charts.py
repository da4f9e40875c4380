"""Small charts of one line, laid out at the server: dots from zero up; lines stop at breaks and at missing years."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from nianbao.explorer.history import Cell, Line, is_small

WIDTH, HEIGHT = 232, 92
LEFT, RIGHT, TOP, BOTTOM = 8, 8, 16, 72
# What is drawn of a cell without a number, at the foot of its year; the first of its marks that is here.
AT_FOOT = {
    "blank": "frame",
    "dash": "dash",
    "none_stated": "wu",
    "not_applicable": "slash",
    "unreadable": "scribble",
    "not_on_form": "cross",
    "no_table": "table",
    "row_missing": "row",
    "withheld": "seal",
}


@dataclass(frozen=True, slots=True)
class Dot:
    """A number: where, by which shape, and what to say of it."""

    x: float
    y: float
    mark: str
    cell: Cell


@dataclass(frozen=True, slots=True)
class Chart:
    """One line drawn: places in a frame of WIDTH by HEIGHT.

    `breaks` stand between two years; `missing` are the years of which no report is held; `feet` are cells that hold
    no number.
    """

    line: Line
    top: Decimal
    dots: tuple[Dot, ...]
    joins: tuple[tuple[Dot, Dot], ...]
    breaks: tuple[tuple[float, int], ...]
    missing: tuple[tuple[float, float, Cell], ...]
    feet: tuple[Dot, ...]
    ticks: tuple[tuple[float, int], ...]

    width, height, left, right, zero, ceiling = WIDTH, HEIGHT, LEFT, WIDTH - RIGHT, BOTTOM, TOP


def chart(line: Line, full: Decimal | None = None) -> Chart:
    """The chart of a line; `full`: the end of its axis, else the largest number drawn."""
    top = full or max((cell.value for cell in line.cells if cell.drawn and cell.value is not None), default=Decimal(0))
    step = (WIDTH - LEFT - RIGHT) / max(len(line.cells), 1)
    middles = [round(LEFT + step * (place + 0.5), 1) for place in range(len(line.cells))]
    dots = {place: _dot(cell, middles[place], top) for place, cell in enumerate(line.cells) if cell.drawn}
    return Chart(
        line=line,
        top=top,
        dots=tuple(dots.values()),
        joins=tuple(_joins(line.cells, dots)),
        breaks=tuple((round(middles[p] - step / 2, 1), c.year) for p, c in enumerate(line.cells) if c.break_before),
        missing=tuple((round(x - step / 2, 1), round(step, 1), c) for x, c in _missing(line.cells, middles)),
        feet=tuple(
            Dot(middles[place], BOTTOM, AT_FOOT[cell.marks[0]], cell)
            for place, cell in enumerate(line.cells)
            if cell.value is None and cell.marks and cell.marks[0] in AT_FOOT
        ),
        ticks=tuple((middles[p], c.year) for p, c in enumerate(line.cells) if c.year % 5 == 0),
    )


def _dot(cell: Cell, x: float, top: Decimal) -> Dot:
    value = cell.value if cell.value is not None else Decimal(0)
    share = float(value / top) if top > 0 else 0.0
    return Dot(x, round(BOTTOM - share * (BOTTOM - TOP), 1), mark_of(cell), cell)


def mark_of(cell: Cell) -> str:
    """By which shape a number is drawn: a conflict before zero, zero before few cases."""
    if "conflict" in cell.marks:
        return "conflict"
    if cell.value == 0:
        return "zero"
    return "small_n" if is_small(cell) else "number"


def _joins(cells: Sequence[Cell], dots: dict[int, Dot]) -> list[tuple[Dot, Dot]]:
    """Neighbouring years that may be joined: both drawn, one right behind the other, no break between."""
    return [
        (dots[place - 1], dots[place])
        for place in dots
        if place - 1 in dots and cells[place].year == cells[place - 1].year + 1 and not cells[place].break_before
    ]


def _missing(cells: Sequence[Cell], middles: Sequence[float]) -> list[tuple[float, Cell]]:
    return [(middles[place], cell) for place, cell in enumerate(cells) if not cell.held]
