"""Which column each cell of a row belongs to, from the headers seen so far."""

from collections.abc import Sequence

from extractors.documents.document import Cell
from extractors.rows import FigureLine, place_of
from nianbao.domain.forms import Grid, Line, Table
from nianbao.domain.labels import is_numbered, label_form
from nianbao.domain.report import TextCell


class Columns:
    """The headers of one table as they come by: their order, and how many empty cells stand behind them."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._headers: dict[str, list[Line]] = {}  # caption of the grid -> columns in printed order
        self._padding: dict[str, int] = {}
        self._current = table.grids[0]
        self._under: dict[str, set[float]] = {}  # caption of the grid -> where its heads begin
        self._places: dict[float, Line] = {}  # where a head of table 3 begins -> its column

    def look_at(self, line: FigureLine) -> None:
        """Take note of a line that heads columns."""
        names = [label_form(cell.text) for cell in line.labels]
        headed: list[tuple[int, int, Grid]] = []
        for grid in self._table.grids:
            heads = [column for name in names if (column := grid.column_by_name.get(name)) is not None]
            if heads and self._is_header_of(grid, heads):
                self._headers[grid.caption] = heads
                self._under[grid.caption] = {place_of(c) for c in line.labels if _column(grid, label_form(c.text))}
                headed.append((len(heads), -len(grid.columns), grid))
                own = _column(grid, names[-1]) is not None
                self._padding[grid.caption] = _trailing_blanks(line.values) if own else 0
        if headed:
            # Blocks share heads: those that are there decide which is meant, and the smallest that has them all.
            self._current = max(headed, key=lambda found: found[:2])[2]
        if self._table.name == "t3" and not line.flattened and not any(cell.text for cell in line.values):
            self._note_places(line)

    def _note_places(self, line: FigureLine) -> None:
        """Where the heads of table 3 stand; numbered, 其他 and 总计 are rows. Lines of a text do not share columns."""
        grid = self._table.grids[0]
        heads = {
            place_of(cell): column
            for cell in line.labels
            if (column := _column(grid, label_form(cell.text))) is not None and not is_numbered(cell.text)
        }
        if heads and (not isinstance(line.labels[0].where, TextCell) or len(heads) == len(grid.columns)):
            self._places.update(heads)

    def _is_header_of(self, grid: Grid, heads: Sequence[Line]) -> bool:
        """In table 3 a header is at least three columns: 其他 and 总计 alone are labels of rows as well."""
        return self._table.name != "t3" or len(heads) >= 3

    def is_header(self, name: str) -> bool:
        """Whether a label heads a column of any grid of the table."""
        return any(_column(grid, name) is not None for grid in self._table.grids)

    def padding(self, grid: Grid) -> int:
        """How many empty cells the layout puts behind the columns of the grid."""
        return self._padding.get(grid.caption, 0)

    def under_heads(self, grid: Grid, cells: Sequence[Cell], line: FigureLine) -> Sequence[Cell]:
        """The cells of a row; where it has more than columns, less the empty ones that stand under no head.

        Where every column has its print, side by side, the empty cells ahead of it and behind it are layout.
        """
        if line.flattened or len(cells) <= len(grid.columns):
            return cells
        printed = [place for place, cell in enumerate(cells) if cell.text]
        if len(printed) == len(grid.columns) and printed[-1] - printed[0] == len(printed) - 1:
            return cells[printed[0] : printed[-1] + 1]
        heads = self._under.get(grid.caption, set())
        kept = [cell for cell in cells if cell.text or place_of(cell) in heads]
        return kept if len(kept) == len(grid.columns) else cells

    def order(self, grid: Grid, cells: Sequence[Cell], line: FigureLine) -> Sequence[Line] | None:
        """The column of each cell; null where their number or the headers do not allow to say."""
        if not self._fits(grid, cells, line):
            return None
        under = [head for cell in cells if (head := self._places.get(place_of(cell))) is not None]
        if len(under) == len(cells) and (under == list(grid.columns) or set(under) == set(grid.columns)):
            return under
        return self._printed_order(grid)

    def _fits(self, grid: Grid, cells: Sequence[Cell], line: FigureLine) -> bool:
        expected = len(grid.columns)
        printed, spare = cells[:expected], cells[expected:]
        if len(printed) < expected or (spare and any(cell.text for cell in spare)):
            return False
        if line.short and self._table.name == "t3" and not printed[0].text:
            return False  # a cell is lost, and the empty one ahead may be layout that stands in its place
        if not line.flattened:
            return len(spare) in (0, self.padding(grid))
        # Where a bar is lost, an empty cell may be a number's or the layout's: only print tells them apart.
        return line.complete or all(cell.text for cell in printed) or (line.last and not spare)

    def _printed_order(self, grid: Grid) -> Sequence[Line] | None:
        heads = self._headers.get(grid.caption, [])
        if self._table.name == "t3" or len(set(heads)) < len(grid.columns):
            return grid.columns if _agrees(heads, grid) else None
        return heads if len(heads) == len(grid.columns) else grid.columns

    def for_unknown(self, line: FigureLine) -> tuple[Sequence[Line] | None, Sequence[Cell]]:
        """Columns and cells of a row that the form does not know; in table 2 its columns are only counted."""
        cells = self.under_heads(self._current, line.values, line)
        if self._table.name != "t2":
            return self.order(self._current, cells, line), cells
        return (self.of_unknown() if self._fits(self._current, cells, line) else None), cells

    def of_unknown(self) -> Sequence[Line]:
        """The columns that an unknown row here would have; in table 2 under plain numbers."""
        if self._table.name != "t2":
            return self._current.columns
        width = len(self._current.columns)
        return tuple(Line(key=str(number), label=str(number)) for number in range(1, width + 1))


def _column(grid: Grid, name: str) -> Line | None:
    return grid.column_by_name.get(name)


def _trailing_blanks(cells: Sequence[Cell]) -> int:
    return len(cells) if not any(cell.text for cell in cells) else 0


def _agrees(heads: Sequence[Line], grid: Grid) -> bool:
    """Whether the columns that were recognised stand in the form's order, so that the others may be counted."""
    order = list(grid.columns)
    places = [order.index(head) for head in dict.fromkeys(heads)]
    return grid.caption == "" or places == sorted(places)
