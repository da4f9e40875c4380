"""九龙坡's and 浏阳's texts with one thing changed: what changed is said, and every other row stays right."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import extractors
from nianbao.checks import weigh
from nianbao.domain.report_json import report_to_json

SEEDS = ("jiulongpo_2022", "liuyang_2023")
APPLICANTS = 7


@dataclass(frozen=True)
class Row:
    """Where a row of table 2 or 3 stands in the file: the line of its label, and those of its numbers."""

    key: str
    label: int
    numbers: tuple[int, ...]


@dataclass(frozen=True)
class Seed:
    """A seed's lines, its published figures, and its rows."""

    lines: tuple[str, ...]
    figures: dict[str, int]
    rows: tuple[Row, ...]

    def row(self, key: str) -> Row:
        """The row of that key."""
        return next(row for row in self.rows if row.key == key)


def rows_of(lines: list[str], figures: dict[str, int]) -> Iterator[Row]:
    """Rows by walking the cells in order: the labels are known to stand in the order of the published figures."""
    keys = list(dict.fromkeys(key.rpartition(".")[0] for key in figures if key[:2] in ("t2", "t3")))
    cells = [(number, line.split("|")[0].strip()) for number, line in enumerate(lines) if "|" in line]
    runs: list[tuple[int, list[int]]] = []
    for number, text in cells:
        if text.isdigit():
            runs[-1][1].append(number)
        elif text:
            runs.append((number, []))
    for key, (label, numbers) in zip(keys, [run for run in runs if run[1]], strict=False):
        yield Row(key, label, tuple(numbers))


@pytest.fixture(params=SEEDS)
def seed(request: pytest.FixtureRequest, shared: Path) -> Seed:
    """One of the two seeds with tables."""
    path = shared / "seeds" / f"{request.param}.txt"
    lines = path.read_text(encoding="utf-8").splitlines()
    expected = json.loads(path.with_name(f"{request.param}.expected.json").read_text(encoding="utf-8"))
    return Seed(tuple(lines), expected["figures"], tuple(rows_of(lines, expected["figures"])))


def read(lines: list[str]) -> dict[str, Any]:
    """The JSON of `nianbao read` for these lines."""
    return report_to_json(weigh(extractors.extract(extractors.read("\n".join(lines).encode()))))


def rules(report: dict[str, Any]) -> dict[str, list[str]]:
    """Reading findings by rule, with their keys."""
    found: dict[str, list[str]] = {}
    for finding in report["findings"]:
        if finding["class"] == "reading":
            found.setdefault(finding["rule"], []).extend(finding["keys"])
    return found


def assert_others_right(report: dict[str, Any], seed: Seed, *but: str) -> None:
    """Every figure of every row other than `but` is the published one."""
    figures = {figure["key"]: figure["value"] for figure in report["figures"]}
    for key, value in seed.figures.items():
        if not any(key.startswith(f"{row}.") for row in but):
            assert figures.get(key) == value, key


def test_all_rows_were_found(seed: Seed) -> None:
    """The walk finds the five or six rows of table 2 and the 25 of table 3."""
    assert [len(row.numbers) for row in seed.rows] == [3, 3, 1, 1, 1, 1] + [APPLICANTS] * 25


def test_a_row_removed(seed: Seed) -> None:
    """ROW.MISSING names it; the sums of its table cannot be judged."""
    for row in seed.rows:
        gone = {row.label, *row.numbers}
        report = read([line for number, line in enumerate(seed.lines) if number not in gone])
        assert rules(report) == {"ROW.MISSING": [row.key]}
        assert_others_right(report, seed, row.key)
        assert not any(figure["key"].startswith(f"{row.key}.") for figure in report["figures"])
        assert report["checks"]["failed"] == 0
        if row.key.startswith("t3."):
            assert report["checks"]["not_assessable"] >= APPLICANTS


def test_a_row_added(seed: Seed) -> None:
    """属于工作秘密 is kept under a key of its own, with its label as printed."""
    for row in seed.rows[6:]:
        new = ["9.属于工作秘密 |"] + ["3 |"] * 6 + ["18 | ||"]
        lines = list(seed.lines)
        lines[row.numbers[-1] + 1 : row.numbers[-1] + 1] = new
        report = read(lines)
        assert rules(report) == {"LABEL.UNKNOWN": ["t3.unknown.1"]}
        assert_others_right(report, seed)
        added = [figure for figure in report["figures"] if figure["key"].startswith("t3.unknown.1.")]
        assert [figure["value"] for figure in added] == [3] * 6 + [18]
        assert {figure["label"] for figure in added} == {"9.属于工作秘密"}


def test_two_rows_exchanged_with_their_labels(seed: Seed) -> None:
    """ROW.ORDER names both; all figures are right."""
    for first, second in zip(seed.rows, seed.rows[1:], strict=False):
        if len(first.numbers) != len(second.numbers) or second.label != first.numbers[-1] + 1:
            continue
        lines = list(seed.lines)
        upper = lines[first.label : first.numbers[-1] + 1]
        lower = lines[second.label : second.numbers[-1] + 1]
        lines[first.label : second.numbers[-1] + 1] = lower + upper
        report = read(lines)
        assert rules(report) == {"ROW.ORDER": [second.key, first.key]}
        assert_others_right(report, seed)
        assert report["checks"]["passed"] == 42


def test_a_label_misspelt(seed: Seed) -> None:
    """A near match is no match: the row is unknown and the form's row is missing."""
    for row in seed.rows:
        lines = list(seed.lines)
        lines[row.label] = lines[row.label].replace("|", "们 |", 1)
        report = read(lines)
        unknown = row.key[:2] + ".unknown.1"
        assert rules(report) == {"LABEL.UNKNOWN": [unknown], "ROW.MISSING": [row.key]}, row
        assert_others_right(report, seed, row.key)
        kept = [figure["value"] for figure in report["figures"] if figure["key"].startswith(f"{unknown}.")]
        assert kept == [value for key, value in seed.figures.items() if key.startswith(f"{row.key}.")]


def test_a_number_emptied(seed: Seed) -> None:
    """A blank is a blank; it is filled only with what the totals prove: zero where it was zero."""
    for row in seed.rows:
        keys = [key for key in seed.figures if key.startswith(f"{row.key}.")]
        for key, number in zip(keys, row.numbers, strict=True):
            lines = list(seed.lines)
            lines[number] = lines[number].replace(lines[number].split("|")[0], "", 1)
            report = read(lines)
            assert rules(report) == {}, (key, lines[number])
            blank = next(figure for figure in report["figures"] if figure["key"] == key)
            assert (blank["status"], blank["value"]) == ("blank", None)
            if blank.get("fill_basis"):
                assert blank["filled"] == seed.figures[key]
            elif key.startswith("t3."):
                assert seed.figures[key] != 0
            figures = {figure["key"]: figure["value"] for figure in report["figures"]}
            assert {k: v for k, v in figures.items() if k != key} == {k: v for k, v in seed.figures.items() if k != key}
            assert report["checks"]["failed"] == 0


def test_a_numbers_line_removed(seed: Seed) -> None:
    """Which cell is lost cannot be told: the whole row is unreadable."""
    for row in seed.rows:
        for number in row.numbers:
            report = read([line for place, line in enumerate(seed.lines) if place != number])
            assert rules(report) == {"ROW.CELLS": [row.key]}, seed.lines[number]
            assert_others_right(report, seed, row.key)
            mine = [figure for figure in report["figures"] if figure["key"].startswith(f"{row.key}.")]
            assert {(figure["status"], figure["value"]) for figure in mine} == {("unreadable", None)}
            assert len(mine) == len(row.numbers)
            assert report["checks"]["failed"] == 0
