"""CSV (RFC 4180): UTF-8 without a mark, commas, quotes where needed; numbers with every digit."""

import csv
import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from io import TextIOWrapper
from typing import Any, BinaryIO

from nianbao.exports.columns import Column
from nianbao.exports.tables import Row, Table

# What a spreadsheet runs as a formula, in half and full width, or takes away ahead of one; and our own mark.
GUARDED = re.compile(r"['=+\-@\t\r\n＝＋－＠]")


def guarded(word: str) -> str:
    """Text that no spreadsheet runs: an apostrophe stands ahead of such text, and ahead of text that begins with one.

    Whoever reads takes one apostrophe away where a text begins with one, and has the text as it was.
    """
    return "'" + word if GUARDED.match(word) else word


def moment(at: datetime) -> str:
    """ISO 8601, UTC, with Z."""
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


class CsvFile:
    """A table as CSV on a binary stream, which stays open."""

    def __init__(self, table: Table, stream: BinaryIO) -> None:
        self._text = TextIOWrapper(stream, encoding="utf-8", newline="")
        # Of the line's end every character is quoted within a text: a lone \r would end the row for most readers.
        self._writer = csv.writer(self._text, lineterminator="\r\n")
        self._writer.writerow([column.name for column in table.columns])
        self._head = table.head
        self._figures = table.figures
        self._words = [column.type == "word" for column in table.figures]

    def add(self, rows: Iterable[Row]) -> None:
        """Write rows, in their order."""
        self._writer.writerows(self._line(row) for row in rows)

    def close(self) -> None:
        """Write what is waiting; the stream is the caller's."""
        self._text.flush()
        self._text.detach()

    def _line(self, row: Row) -> list[str]:
        line = [_word(value, column) for value, column in zip(row.head, self._head, strict=True)]
        return line + self._cells(row.cells)

    def _cells(self, cells: "Sequence[Decimal | str] | str") -> list[str]:
        if isinstance(cells, str):
            return [cells if is_word else "" for is_word in self._words]
        return [_cell(cell, is_word) for cell, is_word in zip(cells, self._words, strict=True)]


def _cell(cell: "Decimal | str", is_word: bool) -> str:
    if isinstance(cell, str):
        return cell if is_word else ""
    return f"{cell:f}"


def _word(value: Any, column: Column) -> str:
    match value:
        case None:
            return ""
        case Decimal():
            return f"{value:f}"
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case datetime():
            return moment(value)
        case str():
            return "" if column.type == "figure" else guarded(value)
        case _:
            raise TypeError(f"{column.name}: {type(value).__name__} is not written as CSV")
