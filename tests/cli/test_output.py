"""Printing: formulas are harmless, numbers exact, nothing folded for a pipe."""

import csv
import io
import json
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from nianbao.cli.output import print_csv, print_json, print_rows, print_table


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        ("=1+1", "'=1+1"),
        ("+cmd|'/C calc'!A0", "'+cmd|'/C calc'!A0"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("-2+3", "'-2+3"),
        ("\t=1", "'\t=1"),
        ("-18", "-18"),
        ("+1.5", "+1.5"),
        ("-", "-"),
        (Decimal("-18"), "-18"),
        (Decimal("73802895.90"), "73802895.90"),
        (None, ""),
        (["T3.SUM", "XY.CARRY"], "T3.SUM XY.CARRY"),
        (datetime(2026, 4, 1, 8, tzinfo=UTC), "2026-04-01T08:00:00Z"),
    ],
)
def test_csv_keeps_numbers_and_disarms_formulas(
    capsys: pytest.CaptureFixture[str], value: object, printed: str
) -> None:
    print_csv([{"a": value, "b": 1}])
    assert list(csv.reader(io.StringIO(capsys.readouterr().out))) == [["a", "b"], [printed, "1"]]


def test_json_keeps_digits_and_script(capsys: pytest.CaptureFixture[str]) -> None:
    print_json([{"value": Decimal("24252.311082"), "whole": Decimal("27"), "name": "平潭"}])
    out = capsys.readouterr().out
    assert json.loads(out) == [{"value": 24252.311082, "whole": 27, "name": "平潭"}]
    assert "平潭" in out


def test_a_table_for_a_pipe_is_as_wide_as_its_rows(capsys: pytest.CaptureFixture[str]) -> None:
    print_table([{"url": "x" * 300, "markup": "[b]"}])
    out = capsys.readouterr().out
    assert "x" * 300 in out
    assert "[b]" in out


def test_no_rows_are_an_empty_array(capsys: pytest.CaptureFixture[str]) -> None:
    print_rows([], "json")
    assert json.loads(capsys.readouterr().out) == []


def test_no_rows_are_no_line_for_eyes(capsys: pytest.CaptureFixture[str]) -> None:
    for output in ("table", "csv"):
        print_rows([], output)
    assert capsys.readouterr().out == ""
