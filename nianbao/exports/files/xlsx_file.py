"""XLSX: a sheet that says what it is, then the table; text stands as it was, marked so that it is never run."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any, BinaryIO

import xlsxwriter

from nianbao.exports.files.csv_file import GUARDED, moment
from nianbao.exports.tables import Row, Table

# What a sheet of Excel holds: rows below the header, and characters in a cell.
MOST_ROWS, MOST_CHARACTERS = 1_048_575, 32_767
NO_GUESSING = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


class XlsxFile:
    """A table as a workbook on a binary stream, which stays open; beyond a sheet's rows it goes on in the next."""

    def __init__(self, table: Table, stream: BinaryIO, about: Mapping[str, str], at: datetime, folder: str) -> None:
        self._table = table
        self._book = xlsxwriter.Workbook(stream, {"constant_memory": True, "tmpdir": folder, **NO_GUESSING})
        # The day stands for the moment: Excel knows no zones.
        self._book.set_properties({"title": about["title"], "created": at.replace(tzinfo=None, microsecond=0)})
        # As a person's apostrophe does: the cell is text whatever it begins with, and the text stays as it is.
        self._text_only = self._book.add_format({"quote_prefix": True})
        self._sheets = 0
        self._about(about)
        self._begin()

    def add(self, rows: Iterable[Row]) -> None:
        """Write rows, in their order."""
        for row in rows:
            if self._line > MOST_ROWS:
                self._begin()
            self._write(row)

    def close(self) -> None:
        """Write the workbook; the stream is the caller's."""
        self._book.close()

    def _about(self, about: Mapping[str, str]) -> None:
        sheet = self._book.add_worksheet("about")
        for line, (name, told) in enumerate(about.items()):
            sheet.write_string(line, 0, name)
            sheet.write_string(line, 1, told, self._text_only)

    def _begin(self) -> None:
        self._sheets += 1
        # Excel takes at most 31 characters.
        name = self._table.name if self._sheets == 1 else f"{self._table.name}_{self._sheets}"
        self._sheet = self._book.add_worksheet(name[:31])
        self._sheet.freeze_panes(1, 1)
        for place, column in enumerate(self._table.columns):
            self._sheet.write_string(0, place, column.name)
        self._line = 1

    def _write(self, row: Row) -> None:
        for place, (value, column) in enumerate(zip(row.head, self._table.head, strict=True)):
            if not (column.type == "figure" and isinstance(value, str)):
                self._put(place, value)
        for place, column in enumerate(self._table.figures, start=len(self._table.head)):
            cell = row.cells if isinstance(row.cells, str) else row.cells[place - len(self._table.head)]
            if column.type == "word" or not isinstance(cell, str):
                self._put(place, cell)
        self._line += 1

    def _put(self, place: int, value: Any) -> None:
        match value:
            case None | "":
                return
            case bool():
                self._sheet.write_boolean(self._line, place, value)
            case int() | Decimal():
                self._sheet.write_number(self._line, place, value)
            case datetime():
                self._sheet.write_string(self._line, place, moment(value))
            case str():
                self._text(place, value)
            case _:
                raise TypeError(f"{type(value).__name__} is not written into a workbook")

    def _text(self, place: int, value: str) -> None:
        if len(value) > MOST_CHARACTERS:
            raise ValueError(f"{len(value)} characters: a cell of Excel holds {MOST_CHARACTERS}; leave xlsx out")
        self._sheet.write_string(self._line, place, value, self._text_only if GUARDED.match(value) else None)
