"""Rows of texts and doubles as bytes, a few thousand at a time, so that a file of any length fits in little memory.

Stata and SPSS files hold their rows as plain records of fixed width. What stands around them (names, labels, value
labels) is written by pyreadstat for one row of the same widths; that row must be, byte for byte, what is made here,
else the file is refused: the library and this module then disagree about the format.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from nianbao.exports.files import FormatDiffers
from nianbao.exports.files.coded import TEXTS, CodedFile
from nianbao.exports.files.labels import clipped

Doubles = Callable[
    ["np.ndarray[tuple[int], np.dtype[np.float64]]", str], "np.ndarray[tuple[int], np.dtype[np.float64]]"
]


@dataclass(frozen=True, slots=True)
class Layout:
    """A record: the bytes kept of each text, how wide its field is, and what fills it; other columns are doubles.

    `doubles` turns the numbers of a column, given with its name, into what the program holds for them.
    """

    kept: Mapping[str, int]
    fields: Mapping[str, int]
    filler: bytes
    names: tuple[str, ...]
    doubles: Doubles

    def dtype(self) -> "np.dtype[np.void]":
        """The record as numpy has it."""
        return np.dtype(
            [
                (f"c{at}", f"S{self.fields[name]}" if name in self.fields else "<f8")
                for at, name in enumerate(self.names)
            ]
        )

    def records(self, columns: Mapping[str, pa.Array], count: int) -> bytes:
        """These rows."""
        made = np.zeros(count, self.dtype())
        for at, name in enumerate(self.names):
            made[f"c{at}"] = self._texts(columns[name], name) if name in self.fields else self._numbers(columns, name)
        return made.tobytes()

    def _numbers(self, columns: Mapping[str, pa.Array], name: str) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
        return self.doubles(columns[name].to_numpy(zero_copy_only=False).astype(np.float64), name)

    def _texts(self, column: pa.Array, name: str) -> list[bytes]:
        return [
            clipped(text or "", self.kept[name]).ljust(self.fields[name], self.filler) for text in column.to_pylist()
        ]


def layout_of(coded: CodedFile, most: int, field: Callable[[int], int], filler: bytes, doubles: Doubles) -> Layout:
    """The record of a table; `field` is the width of the field for so many bytes of text."""
    kept = {name: min(width, most) for name, width in coded.widths.items()}
    names = tuple(column.name for column in coded.table.columns)
    return Layout(kept, {name: field(width) for name, width in kept.items()}, filler, names, doubles)


def records(coded: CodedFile, layout: Layout) -> Iterator[bytes]:
    """All rows of a table."""
    for columns in coded.batches():
        yield layout.records(columns, len(columns[layout.names[0]]))


def probe(coded: CodedFile, layout: Layout) -> dict[str, list[str] | list[float]]:
    """One row with every text at its full width."""
    return {
        column.name: ["x" * layout.kept[column.name]] if column.type in TEXTS else [1.0]
        for column in coded.table.columns
    }


def expect(found: bytes, layout: Layout, row: Mapping[str, list[str] | list[float]]) -> None:
    """Raises FormatDiffers unless the library wrote the row as it is made here."""
    made = layout.records({name: pa.array(value) for name, value in row.items()}, 1)
    if found != made:
        raise FormatDiffers(f"a row of {len(made)} bytes was expected, pyreadstat wrote another of {len(found)}")
