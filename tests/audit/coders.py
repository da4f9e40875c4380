"""People who fill in the sheets of a sample as a spreadsheet would save them, from answers known beforehand."""

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Row = dict[str, str]
WORDS = {None: "blank"}


@dataclass(frozen=True)
class Answer:
    """What a report's page prints, read by eye: facts as on the sheet, and cells as a coder types them."""

    facts: Mapping[str, str]
    cells: Mapping[str, str]


def typed(value: float | str | None) -> str:
    """What a coder types for a cell."""
    return "blank" if value is None else str(value)


def filled(path: Path, answer: Callable[[Row], None]) -> None:
    """Let somebody answer every line of a sheet, and save it again."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        rows = list(reader)
        columns = reader.fieldnames or ()
    for row in rows:
        answer(row)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, columns)
        writer.writeheader()
        writer.writerows(rows)


def rows_of(path: Path) -> list[Row]:
    """The lines of a sheet."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def code_reports(folder: Path, coder: str, answers: Mapping[str, Answer], slips: Mapping[Any, str]) -> None:
    """Fill in reports.csv. `answers`: item -> what is right; `slips`: item and fact -> what this coder writes."""

    def answer(row: Row) -> None:
        for fact, right in answers[row["item"]].facts.items():
            row[fact] = slips.get((row["item"], fact), right)

    filled(folder / f"coder_{coder}" / "reports.csv", answer)


def code_cells(folder: Path, coder: str, answers: Mapping[str, Answer], slips: Mapping[Any, str]) -> None:
    """Fill in cells.csv. `slips`: item and key -> what this coder writes."""

    def answer(row: Row) -> None:
        place = (row["item"], row["key"])
        row["printed"] = slips.get(place, answers[row["item"]].cells.get(row["key"], "absent"))

    filled(folder / f"coder_{coder}" / "cells.csv", answer)
