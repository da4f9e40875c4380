"""A table as Stata and SPSS want it, kept in a file until the width of every text is known: texts and doubles alone.

A word of a closed list is its number, true is 1, a moment is text, and a cell without a number holds the number that
stands for its reason in SPSS.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import parquet

from nianbao.exports.columns import Column
from nianbao.exports.files.csv_file import moment
from nianbao.exports.missing import code_of
from nianbao.exports.tables import Row, Table

TEXTS = ("text", "moment")
BATCH = 4096


class CodedFile:
    """Rows on their way to Stata and SPSS, in a Parquet file of ours."""

    def __init__(self, table: Table, path: Path) -> None:
        self.table = table
        self.path = path
        self._numbers = {column.name: {each.word: each.number for each in column.categories} for column in table.head}
        self._codes = {status: float(each.spss) for status, each in code_of().items()}
        self._schema = pa.schema([(column.name, kind_of(column)) for column in table.columns])
        self._writer = parquet.ParquetWriter(path, self._schema, compression="zstd")
        self.rows = 0
        self.widths = {column.name: 1 for column in table.columns if column.type in TEXTS}

    def add(self, rows: Sequence[Row]) -> None:
        """Write rows as one group."""
        heads = [
            pa.array([self._coded(row.head[place], column) for row in rows], kind_of(column))
            for place, column in enumerate(self.table.head)
        ]
        cells = [
            pa.array([self._figure(row.cells if isinstance(row.cells, str) else row.cells[place]) for row in rows])
            for place in range(len(self.table.figures))
        ]
        whole = pa.Table.from_arrays([*heads, *cells], schema=self._schema)
        for name, widest in self.widths.items():
            found = pc.max(pc.binary_length(whole[name])).as_py()
            self.widths[name] = max(widest, found or 0)
        self._writer.write_table(whole)
        self.rows += len(rows)

    def close(self) -> None:
        """Write the foot."""
        self._writer.close()

    def batches(self) -> Iterator[Mapping[str, pa.Array]]:
        """Columns by name, some thousand rows at a time."""
        with parquet.ParquetFile(self.path) as opened:
            for batch in opened.iter_batches(BATCH):
                yield dict(zip(batch.schema.names, batch.columns, strict=True))

    def _coded(self, value: Any, column: Column) -> Any:
        match value:
            case None:
                return None
            case datetime():
                return moment(value)
            case bool() | int():
                return float(value)
            case Decimal():
                return float(value)
            case str() if column.type == "figure":
                return self._codes[value]
            case str() if column.categories:
                return float(self._numbers[column.name][value])
            case _:
                return value

    def _figure(self, cell: "Decimal | str") -> float:
        return self._codes[cell] if isinstance(cell, str) else float(cell)


def kind_of(column: Column) -> pa.DataType:
    """Text or double."""
    return pa.string() if column.type in TEXTS else pa.float64()
