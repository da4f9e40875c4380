"""Text that a spreadsheet would run stays text, and comes back as it was printed."""

from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING

import openpyxl
import pandas
import pyreadstat

from nianbao.exports.columns import Column
from nianbao.exports.files.csv_file import CsvFile, guarded
from nianbao.exports.files.xlsx_file import XlsxFile
from nianbao.exports.tables import Row, Table
from tests.exports.conftest import TROUBLE
from tests.exports.test_numbers import lines

if TYPE_CHECKING:
    from tests.exports.conftest import Exported

PAYLOADS = (
    "=1+1",
    "+1",
    "-1",
    "-",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1",
    "＋1",
    "－1",
    "＠x",
    "'=1",
    "''",
    'a,"b"\nc',
    '=HYPERLINK("http://x.example","x")',
    "=cmd|' /C calc'!A0",
)  # fmt: skip
RUN = tuple("=+-@\t\r\n＝＋－＠")
AT = datetime(2026, 1, 1, tzinfo=UTC)
ONE = Table("made", (Column("said", "text", "原文", "text"),))


def back(word: str) -> str:
    """What the codebook tells readers to do."""
    return word.removeprefix("'")


def test_csv_runs_nothing_and_loses_nothing() -> None:
    stream = BytesIO()
    file = CsvFile(ONE, stream)
    file.add([Row((word,)) for word in PAYLOADS])
    file.close()
    stream.seek(0)
    read = list(pandas.read_csv(stream, dtype=str, keep_default_na=False).said)
    assert [back(word) for word in read] == list(PAYLOADS)
    assert not any(word.startswith(RUN) for word in read)


def test_guarding_can_be_undone() -> None:
    assert [back(guarded(word)) for word in PAYLOADS] == list(PAYLOADS)
    assert guarded("27") == "27"
    assert guarded("一、总体情况") == "一、总体情况"


def test_workbooks_hold_text_as_text() -> None:
    stream = BytesIO()
    words = [word for word in PAYLOADS if not {"\r", "\n", "\t"} & set(word)]
    file = XlsxFile(ONE, stream, {"title": "=1"}, AT, "/tmp")  # noqa: S108, nothing of value is put there
    file.add([Row((word,)) for word in words])
    file.close()
    sheet = openpyxl.load_workbook(stream)["made"]
    cells = [sheet.cell(line, 1) for line in range(2, 2 + len(words))]
    assert [cell.value for cell in cells] == words
    assert {cell.data_type for cell in cells} == {"s"}
    assert all(cell.quotePrefix for cell in cells if str(cell.value).startswith((*RUN, "'")))


def test_what_was_printed_comes_back(exported: "Exported") -> None:
    rows = [row for row in lines(exported.folder / "long.csv") if row["code_year"] == "430181"]
    assert {row["key"]: back(row["raw"]) for row in rows} == {key: raw for key, (raw, _) in TROUBLE.items()}
    assert not any(row["raw"].startswith(RUN) for row in rows)
    frame, _ = pyreadstat.read_dta(exported.folder / "long.dta")
    made = frame[frame.code_year == "430181"]
    assert dict(zip(made.key, made.raw, strict=True)) == {key: raw for key, (raw, _) in TROUBLE.items()}
    frame, _ = pyreadstat.read_sav(exported.folder / "long.sav")
    made = frame[frame.code_year == "430181"]
    assert dict(zip(made.key, made.raw, strict=True)) == {key: raw for key, (raw, _) in TROUBLE.items()}


def test_numbers_stay_numbers(exported: "Exported") -> None:
    (row,) = [
        row for row in lines(exported.folder / "report_panel.csv") if row["code_year"] == "430181" and row["report_id"]
    ]
    assert row["t2_charges_wan"] == "-0.5"
