"""Stata (format 118, from Stata 14): labels in two languages, extended missing values for why there is no number."""

import struct
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import pandas as pd
import pyreadstat

from nianbao.exports.columns import Column
from nianbao.exports.files import FormatDiffers
from nianbao.exports.files.coded import CodedFile
from nianbao.exports.files.labels import label_of
from nianbao.exports.files.rows_in_bytes import expect, layout_of, probe, records
from nianbao.exports.missing import missing_codes, spss_range

# Bytes of a text before it would be a strL, characters of a label.
MOST_BYTES, MOST_CHARACTERS = 2045, 80
# The doubles that stand for ., .a, .b and so on (format 118, "missing values").
FIRST_MISSING, STEP = 0x7FE0_0000_0000_0000, 0x0000_0100_0000_0000
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
# The map after the header: where each part begins, counted from 0.
STRLS, END_OF_MAP = 10, 14
YES_NO = {0: "否 no", 1: "是 yes"}


def write_stata(coded: CodedFile, stream: BinaryIO, title: str, at: datetime) -> None:
    """The whole file on a binary stream, its header dated `at`. Raises FormatDiffers."""
    layout = layout_of(coded, MOST_BYTES, lambda width: width, b"\0", _doubles)
    row = probe(coded, layout)
    sketch = coded.path.with_suffix(".sketch")
    _sketch(coded, sketch, title, row)
    whole = sketch.read_bytes()
    sketch.unlink()
    head, mark, rest = whole.partition(b"<data>")
    size = layout.dtype().itemsize
    expect(rest[:size], layout, row)
    stream.write(_dated(_counted(head, coded.rows, size), at) + mark)
    for each in records(coded, layout):
        stream.write(each)
    stream.write(rest[size:])


def _sketch(coded: CodedFile, path: Path, title: str, row: dict[str, list[str] | list[float]]) -> None:
    """The file with one row, as the library writes it."""
    columns = coded.table.columns
    letters = {each.letter: each.label for each in missing_codes()}
    figures = [column.name for column in columns if column.type == "figure"]
    pyreadstat.write_dta(
        pd.DataFrame(row),
        path,
        file_label=title[:MOST_CHARACTERS],
        column_labels=[label_of(column, MOST_CHARACTERS, len) for column in columns],
        version=14,
        variable_value_labels=value_labels(columns) | dict.fromkeys(figures, letters),
        missing_user_values={name: list(letters) for name in figures},
    )


def value_labels(columns: tuple[Column, ...]) -> dict[str, Any]:
    """Labels of the numbers that stand for words, by column."""
    named: dict[str, Any] = {column.name: {each.number: each.label for each in column.categories} for column in columns}
    named |= {column.name: YES_NO for column in columns if column.type == "boolean"}
    return {name: labels for name, labels in named.items() if labels}


def _counted(head: bytes, rows: int, size: int) -> bytes:
    """The number of rows, and where the parts after them begin, now that there are more rows than one."""
    before, tag, after = head.partition(b"<N>")
    head = before + tag + struct.pack("<Q", rows) + after[8:]
    start = head.index(b"<map>") + len(b"<map>")
    parts = list(struct.unpack_from(f"<{END_OF_MAP}Q", head, start))
    moved = [place + (rows - 1) * size if number >= STRLS else place for number, place in enumerate(parts)]
    return head[:start] + struct.pack(f"<{END_OF_MAP}Q", *moved) + head[start + 8 * END_OF_MAP :]


def _dated(head: bytes, at: datetime) -> bytes:
    told = f"{at.day:2} {MONTHS[at.month - 1]} {at.year} {at:%H:%M}".encode()
    before, tag, after = head.partition(b"<timestamp>")
    if after[0] != len(told):
        raise FormatDiffers(f"a time of {len(told)} bytes was expected, pyreadstat wrote one of {after[0]}")
    return before + tag + after[:1] + told + after[1 + len(told) :]


def _doubles(
    numbers: "np.ndarray[tuple[int], np.dtype[np.float64]]", name: str
) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    """Reasons as extended missing values, nothing as the plain one."""
    least, greatest = spss_range()
    bits = numbers.view(np.uint64).copy()
    reasons = (numbers >= least) & (numbers <= greatest)
    letters = (numbers[reasons] - least + 1).astype(np.uint64)
    bits[reasons] = np.uint64(FIRST_MISSING) + letters * np.uint64(STEP)
    bits[np.isnan(numbers)] = np.uint64(FIRST_MISSING)
    return bits.view(np.float64)
