"""What is printed around a cell: its row, and the heads of its row and column as the page prints them."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from extractors.documents.document import Block, Cell, Document, Row, Table
from nianbao.domain.report import PageBox, TableCell, TextCell, Where

SLACK = 1.0  # points, or pixels of a picture: rules have a width


@dataclass(frozen=True, slots=True)
class Printed:
    """A piece of a row: its text, and whether it is the cell that was asked for."""

    text: str
    asked: bool = False


@dataclass(frozen=True, slots=True)
class Heads:
    """`row`: heads of the row from the group inwards; `column`: from the top; `line`: the whole row as printed."""

    row: tuple[str, ...] = ()
    column: tuple[str, ...] = ()
    line: tuple[Printed, ...] = ()


def heads_of(document: Document, where: Where, figures: Collection[Where]) -> Heads:
    """The heads of the cell at `where`; `figures` are the places of all figures, which are no heads.

    A cell of running text, or of a file with one cell a line, has no column to look up: then only its line is told.
    """
    table, number = _found(document, where)
    if table is None:
        return Heads()
    places = frozenset(figures)
    line = table.rows[number]
    printed = tuple(Printed(_flat(cell), cell.where == where) for cell in line.cells)
    if table.flattened:
        return Heads(line=printed)
    above = table.rows[:number]
    groups = [_heads_in(row, places) for row in above]
    return Heads(tuple(_row_heads(line, groups, where, places)), tuple(_column_heads(above, where, places)), printed)


def table_at(document: Document, where: Where) -> Table | None:
    """The table that holds the cell at `where`; null for running text."""
    return _found(document, where)[0]


def _found(document: Document, where: Where) -> tuple[Table | None, int]:
    for blocks in (document.blocks, document.behind):
        for table in _tables(blocks):
            for number, row in enumerate(table.rows):
                if any(cell.where == where for cell in row.cells):
                    return table, number
    return None, 0


def _tables(blocks: Sequence[Block]) -> Iterator[Table]:
    return (block for block in blocks if isinstance(block, Table))


def _heads_in(row: Row, places: Collection[Where]) -> list[Cell]:
    return [cell for cell in row.cells if cell.text and cell.where not in places]


def _row_heads(line: Row, above: Sequence[Sequence[Cell]], where: Where, places: Collection[Where]) -> Iterator[str]:
    """Groups reach down from rows above, at columns where this row begins no cell of its own."""
    own = [cell for cell in _heads_in(line, places) if _left_of(cell.where, where)]
    groups: list[Cell] = []
    edge = line.cells[0].where
    for row in reversed(above) if own else ():
        reaching = [cell for cell in row if _left_of(cell.where, edge)]
        groups += reversed(reaching)
        edge = reaching[0].where if reaching else edge
    yield from (_flat(cell) for cell in reversed(groups))
    yield from (_flat(cell) for cell in own)


def _column_heads(above: Sequence[Row], where: Where, places: Collection[Where]) -> Iterator[str]:
    """From the nearest head that begins where the cell does, up through those that reach over it."""
    found: list[Cell] = []
    for row in reversed(above):
        heads = _heads_in(row, places)
        over = [cell for cell in heads if _over(cell.where, where)]
        if found and any(cell.where in places for cell in row.cells):
            break
        wider = [cell for cell in heads if _starts_before(cell.where, where)] if found else []
        found += (over or wider)[-1:]
    yield from (_flat(cell) for cell in reversed(found))


def _left_of(one: Where, other: Where) -> bool:
    match one, other:
        case TableCell(), TableCell():
            return one.column < other.column
        case TextCell(), TextCell():
            return one.cell < other.cell
        case PageBox(), PageBox():
            return one.box[2] <= other.box[0] + SLACK
        case _:
            return False


def _over(head: Where, cell: Where) -> bool:
    """Whether a head above begins in the same column; on a printed page, whether it reaches over the cell's middle."""
    match head, cell:
        case TableCell(), TableCell():
            return head.column == cell.column
        case TextCell(), TextCell():
            return head.cell == cell.cell
        case PageBox(), PageBox():
            return head.box[0] - SLACK <= (cell.box[0] + cell.box[2]) / 2 <= head.box[2] + SLACK
        case _:
            return False


def _starts_before(head: Where, cell: Where) -> bool:
    match head, cell:
        case TableCell(), TableCell():
            return head.column < cell.column
        case _:
            return False


def _flat(cell: Cell) -> str:
    return " ".join(cell.text.split())
