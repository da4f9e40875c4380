"""Every number of the ledger is in every file, opened by what researchers open files with."""

import csv
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import openpyxl
import pandas
import polars
import pyreadstat
import pytest

from nianbao.domain.report import Status
from nianbao.store.codebook import codebook
from tests.exports.conftest import DOUBTED

if TYPE_CHECKING:
    from tests.exports.conftest import Exported

SHORT = {entry.key: entry.short_name for entry in codebook()}
Rows = list[dict[str, Any]]


def lines(path: Path) -> Rows:
    with path.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def listed(frame: Any) -> Rows:
    rows: Rows = frame.to_dict("records")
    return rows


def by_pandas(folder: Path, name: str) -> Rows:
    return listed(pandas.read_parquet(folder / f"{name}.parquet"))


def by_polars(folder: Path, name: str) -> Rows:
    return polars.read_parquet(folder / f"{name}.parquet").to_dicts()


def by_duckdb(folder: Path, name: str) -> Rows:
    # Without the moments, which it hands over by a package of zones.
    asked = duckdb.read_csv(folder / f"{name}.csv").project("* EXCLUDE (as_of, captured_at)")
    return [dict(zip(asked.columns, row, strict=True)) for row in asked.fetchall()]


def by_openpyxl(folder: Path, name: str) -> Rows:
    book = openpyxl.load_workbook(folder / f"{name}.xlsx", read_only=True)
    rows = book[name].iter_rows(values_only=True)
    head = [str(cell) for cell in next(rows)]
    return [dict(zip(head, row, strict=True)) for row in rows]


def by_stata(folder: Path, name: str) -> Rows:
    return listed(pyreadstat.read_dta(folder / f"{name}.dta")[0])


def by_spss(folder: Path, name: str) -> Rows:
    return listed(pyreadstat.read_sav(folder / f"{name}.sav")[0])


READERS = (by_pandas, by_polars, by_duckdb, by_openpyxl, by_stata, by_spss)


def numbers(exported: "Exported") -> Iterator[tuple[str, str, Decimal]]:
    for (report_id, key), (raw, status) in exported.ledger.items():
        if status is Status.NUMBER and (key != DOUBTED or report_id.startswith("350128")):
            yield report_id, key, Decimal(raw)


def test_csv_has_every_digit(exported: "Exported") -> None:
    found = {row["cell_id"]: row["value"] for row in lines(exported.folder / "long.csv")}
    (charges,) = [at for at in found if at.endswith("-2021-a/t2.government_charges.amount")]
    assert found[charges] == "24252.311082"
    for report_id, key, value in numbers(exported):
        assert Decimal(found[f"{report_id}/{key}"]) == value
    assert sum(value != "" for value in found.values()) == len(list(numbers(exported)))


@pytest.mark.parametrize("read", READERS, ids=lambda read: read.__name__)
def test_wide_files_hold_every_number(exported: "Exported", read: Callable[[Path, str], Rows]) -> None:
    rows = {row["report_id"]: row for row in read(exported.folder, "report_panel")}
    told = [(report_id, key, value) for report_id, key, value in numbers(exported) if key in SHORT]
    assert len(told) > 1400
    for report_id, key, value in told:
        assert float(rows[report_id][SHORT[key]]) == float(value), (report_id, key)


def test_whole_numbers_are_whole(exported: "Exported") -> None:
    (cell,) = [
        row for row in lines(exported.folder / "report_panel.csv") if row["year"] == "2021" and row["t3_new_tot"]
    ]
    assert cell["t3_new_tot"] == "70"
    sheet = [row for row in by_openpyxl(exported.folder, "report_panel") if row["report_id"] == cell["report_id"]]
    assert sheet[0]["t3_new_tot"] == 70
    assert isinstance(sheet[0]["t3_new_tot"], int)


def test_no_row_twice(exported: "Exported") -> None:
    for name in exported.built.rows:
        rows = lines(exported.folder / f"{name}.csv")
        first = next(iter(rows[0]))
        assert len({row[first] for row in rows}) == len(rows) == exported.built.rows[name]
