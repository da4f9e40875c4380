"""SPSS: labels in two languages, a user-missing range for why there is no number."""

import struct
import sys
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

import numpy as np
import pandas as pd
import pyreadstat

from nianbao.exports.files.coded import CodedFile
from nianbao.exports.files.labels import in_bytes, label_of
from nianbao.exports.files.rows_in_bytes import expect, layout_of, probe, records
from nianbao.exports.files.stata_file import MONTHS, value_labels
from nianbao.exports.missing import missing_codes, spss_range

# Bytes of a text in one variable, and of a label.
MOST_BYTES, MOST_LABEL, MOST_TITLE = 255, 256, 64
# In the header: the number of rows, and after a number for compression the day and the time of its making.
ROWS_AT, DAY_AT = 80, 92


def write_spss(coded: CodedFile, stream: BinaryIO, title: str, at: datetime) -> None:
    """The whole file on a binary stream, its header dated `at`. Raises FormatDiffers."""
    layout = layout_of(coded, MOST_BYTES, lambda width: -(-width // 8) * 8, b" ", _doubles)
    row = probe(coded, layout)
    sketch = coded.path.with_suffix(".sketch")
    _sketch(coded, sketch, title, row)
    whole = sketch.read_bytes()
    sketch.unlink()
    size = layout.dtype().itemsize
    expect(whole[-size:], layout, row)
    dated = f"{at.day:02} {MONTHS[at.month - 1]} {at:%y%H:%M:%S}".encode()
    head = whole[:ROWS_AT] + struct.pack("<i", coded.rows) + whole[ROWS_AT + 4 : DAY_AT] + dated
    stream.write(head + whole[len(head) : -size])
    for each in records(coded, layout):
        stream.write(each)


def _sketch(coded: CodedFile, path: Path, title: str, row: dict[str, list[str] | list[float]]) -> None:
    """The file with one row, as the library writes it."""
    columns = coded.table.columns
    figures = [column.name for column in columns if column.type == "figure"]
    reasons = {each.spss: each.label for each in missing_codes()}
    least, greatest = spss_range()
    pyreadstat.write_sav(
        pd.DataFrame(row),
        path,
        file_label=title[:MOST_TITLE],
        column_labels=[label_of(column, MOST_LABEL, in_bytes) for column in columns],
        variable_value_labels=value_labels(columns) | dict.fromkeys(figures, reasons),
        missing_ranges={name: [{"lo": least, "hi": greatest}] for name in figures},
    )


def _doubles(
    numbers: "np.ndarray[tuple[int], np.dtype[np.float64]]", name: str
) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    """Nothing as the system-missing value: the least double there is."""
    return np.where(np.isnan(numbers), -sys.float_info.max, numbers)
