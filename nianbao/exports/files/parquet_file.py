"""Parquet: every column typed, its labels in the metadata of its field, state and selection in those of the file.

Figures are doubles, null where there is none: whole numbers up to 2^53 and decimals of up to 15 digits stay exact.
"""

from collections.abc import Mapping, Sequence
from typing import Any, BinaryIO

import pyarrow as pa
from pyarrow import parquet

from nianbao.exports.columns import Column
from nianbao.exports.tables import Row, Table

TYPES = {
    "integer": pa.int64(),
    "number": pa.float64(),
    "figure": pa.float64(),
    "boolean": pa.bool_(),
    "moment": pa.timestamp("us", tz="UTC"),
}


class ParquetFile:
    """A table as Parquet on a binary stream, which stays open; `about` goes into the metadata of the file."""

    def __init__(self, table: Table, stream: BinaryIO, about: Mapping[str, str]) -> None:
        self._table = table
        self._schema = pa.schema([_field(column) for column in table.columns], metadata=dict(about))
        self._writer = parquet.ParquetWriter(stream, self._schema, compression="zstd")

    def add(self, rows: Sequence[Row]) -> None:
        """Write rows as one group."""
        arrays = [*_heads(self._table.head, rows), *_figures(self._table.figures, rows)]
        self._writer.write_table(pa.Table.from_arrays(arrays, schema=self._schema))

    def close(self) -> None:
        """Write the foot; the stream is the caller's."""
        self._writer.close()


def _field(column: Column) -> pa.Field:
    labels = {"label_zh": column.zh, "label_en": column.en, "unit": column.unit or "", "key": column.key or ""}
    return pa.field(column.name, TYPES.get(column.type, pa.string()), metadata={k: v for k, v in labels.items() if v})


def _heads(columns: Sequence[Column], rows: Sequence[Row]) -> list[pa.Array]:
    return [
        pa.array([plain(row.head[place], column) for row in rows], TYPES.get(column.type, pa.string()))
        for place, column in enumerate(columns)
    ]


def _figures(columns: Sequence[Column], rows: Sequence[Row]) -> list[pa.Array]:
    return [
        pa.array(
            [plain(row.cells if isinstance(row.cells, str) else row.cells[place], column) for row in rows],
            TYPES.get(column.type, pa.string()),
        )
        for place, column in enumerate(columns)
    ]


def plain(value: Any, column: Column) -> Any:
    """What Parquet holds for a cell: a double for a figure that is a number, null for one that is a word."""
    if column.type not in ("figure", "number"):
        return value
    return None if value is None or isinstance(value, str) else float(value)
