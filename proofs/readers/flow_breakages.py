"""Faults of the flow reader, each in the step where such a fault would arise."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Any

from nianbao.domain.report import Status
from proofs.readers import prints, rows
from proofs.readers.exchanges import EXCHANGED, next_row, reversed_pairs, rotated
from proofs.readers.planting import Breakage, Function

_CELL = "extractors.flow.found:printed"
_PHRASES = "extractors.flow.reading:phrases_of"
_CELLS = "extractors.flow.matrix:columns_in"


def _is_row(phrase: Any) -> bool:
    return bool(phrase.labels) and any(cell.text for cell in phrase.cells)


def _names_exchanged(row_of: Function) -> Function:
    """A label is taken for another one of its grid, and that for it."""

    def named(table: Any, phrase: Any) -> Any:
        found = row_of(table, phrase)
        if found is None or found[1].key not in EXCHANGED:
            return found
        grid, line = found
        return grid, next((row for row in grid.rows if row.key == EXCHANGED[line.key]), line)

    return named


def _backwards(columns_in: Function) -> Function:
    def found(*given: Any) -> Any:
        cells = columns_in(*given)
        return cells if cells is None else tuple(reversed(cells))

    return found


def _first_two(columns_in: Function) -> Function:
    """The first two of several columns exchanged."""

    def found(*given: Any) -> Any:
        cells = columns_in(*given)
        return (cells[1], cells[0], *cells[2:]) if cells and len(cells) > 1 else cells

    return found


def _the_first(columns_in: Function) -> Function:
    """Where a row has more cells than columns, the first of them are taken."""

    def found(row: Any, columns: int, kept: Any) -> Any:
        return tuple(row[:columns]) if len(row) > columns else columns_in(row, columns, kept)

    return found


def _lines_without_end(stream_of: Function) -> Function:
    def tokens(blocks: Iterable[Any]) -> Any:
        return [replace(token, ends=False) for token in stream_of(blocks)]

    return tokens


def _label_of_the_phrase_before(phrases_of: Function) -> Function:
    """A label waits one phrase too long: numbers come to stand behind the label ahead of theirs."""

    def phrases(tokens: Any) -> Any:
        found = [phrase for phrase in phrases_of(tokens) if phrase.labels]
        behind = [phrase.cells for phrase in found[1:]]
        return [replace(one, cells=cells) for one, cells in zip(found, behind, strict=False)]

    return phrases


FLOW = (
    Breakage("columns shifted by one", "flow", _CELLS, rotated),
    Breakage("columns from the right", "flow", _CELLS, _backwards),
    Breakage("two columns exchanged", "flow", _CELLS, _first_two),
    Breakage("first cells taken where the row has more", "flow", _CELLS, _the_first),
    Breakage("heads one place on", "flow", "extractors.flow.matrix:order_of", rotated),
    Breakage("numbers behind the label before", "flow", _PHRASES, _label_of_the_phrase_before),
    Breakage("two rows exchanged", "flow", _PHRASES, rows.first_two_exchanged("cells", _is_row)),
    Breakage("first row dropped", "flow", _PHRASES, rows.dropped(0, _is_row)),
    Breakage("last row dropped", "flow", _PHRASES, rows.dropped(-1, _is_row)),
    Breakage("ends of lines not seen", "flow", "extractors.flow.reading:stream_of", _lines_without_end),
    Breakage("labels taken for each other", "flow", "extractors.flow.matrix:_row_of", _names_exchanged),
    Breakage("last digit lost", "flow", _CELL, prints.on_numbers(prints.without_last_digit)),
    Breakage("first digit lost", "flow", _CELL, prints.on_numbers(prints.without_first_digit)),
    Breakage("small numbers read as 0", "flow", _CELL, prints.on_numbers(lambda v: Decimal(0) if v < 4 else v)),
    Breakage("sign lost", "flow", _CELL, prints.on_numbers(abs)),
    Breakage("digits behind the point lost", "flow", _CELL, prints.on_numbers(lambda v: Decimal(int(v)))),
    Breakage(
        "comma taken for a point", "flow", _CELL, prints.of_text(lambda t: t.replace(",", ".").replace("，", "."))
    ),
    Breakage("blank read as 0", "flow", _CELL, prints.as_zero(Status.BLANK)),
    Breakage("dash read as 0", "flow", _CELL, prints.as_zero(Status.DASH)),
    Breakage("无 read as 0", "flow", _CELL, prints.as_zero(Status.NONE_STATED)),
    Breakage("outcomes of table 4 shifted", "flow", "extractors.flow.outcomes:_order", rotated),
    Breakage("columns of an annex exchanged", "flow", "extractors.flow.annex_heads:Columns.assign", reversed_pairs),
    Breakage("annex row taken for the next", "flow", "extractors.flow.annexes:rows_named", next_row),
)
