"""A sample as a folder of files that people can work with: what was drawn, pages, sheets, rulings.

sample.json     seed, strata, digest of reader.json     pages/       what to open
sample.csv      item, report, stratum, weight           coder_1/, coder_2/   reports.csv, cells.csv
reader.json     what the reader made of it: not for coders' eyes    differences.csv   the third person's
"""

import csv
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from nianbao.audit.adjudicate import RULING_COLUMNS, Settled
from nianbao.audit.draw import Drawn
from nianbao.audit.frame import Reading, Unit
from nianbao.audit.sheets import CELL_COLUMNS, REPORT_COLUMNS, Coding, Row, coding_of

SAMPLE_COLUMNS = ("item", "report_id", "stratum", "weight", "whole", "whole_weight", "page")
CODERS = ("1", "2")


class NotASample(Exception):
    """The folder holds no sample, or one that was changed since it was drawn. The message says which."""


class SampleFolder:
    """The files of one sample. Sheets are UTF-8 with a mark ahead, so that spreadsheets show them right."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def pages(self) -> Path:
        """Where the documents lie that coders open."""
        return self.path / "pages"

    def exists(self) -> bool:
        """Whether a sample was drawn here."""
        return (self.path / "sample.json").exists()

    def write(
        self, drawn: Sequence[Drawn], readings: Mapping[str, Reading], pages: Mapping[str, str], told: Mapping[str, Any]
    ) -> None:
        """The sample without its sheets. `told`: what stands in sample.json besides; `pages`: item -> file in pages/.

        sample.json is written last: a folder without it is no sample.
        """
        sealed = json.dumps(readings, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        (self.path / "reader.json").write_text(sealed, encoding="utf-8")
        rows = [{**asdict(one), "report_id": one.unit.report_id, "page": pages.get(one.item, "")} for one in drawn]
        write_rows(self.path / "sample.csv", SAMPLE_COLUMNS, rows)
        data = {
            "schema": 1,
            **told,
            "reader_sha256": hashlib.sha256(sealed.encode()).hexdigest(),
            "drawn": [asdict(one) for one in drawn],
        }
        text = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
        (self.path / "sample.json").write_text(text, encoding="utf-8")

    def told(self) -> dict[str, Any]:
        """What stands in sample.json; raises NotASample."""
        if not self.exists():
            raise NotASample(f"{self.path} holds no sample: draw one with `nianbao audit sample`")
        data: dict[str, Any] = json.loads((self.path / "sample.json").read_text(encoding="utf-8"))
        return data

    def drawn(self) -> tuple[Drawn, ...]:
        """The reports of the sample; raises NotASample."""
        return tuple(Drawn(**{**one, "unit": Unit(**one["unit"])}) for one in self.told()["drawn"])

    def readings(self) -> Mapping[str, Reading]:
        """What the reader made of them on the day of the draw; raises NotASample where that was changed since."""
        sealed = (self.path / "reader.json").read_bytes()
        if hashlib.sha256(sealed).hexdigest() != self.told()["reader_sha256"]:
            raise NotASample(f"{self.path / 'reader.json'} was changed after the sample was drawn")
        found: Mapping[str, Reading] = json.loads(sealed)
        return found

    def sheet(self, coder: str, name: str) -> Path:
        """A coder's `reports` or `cells`."""
        return self.path / f"coder_{coder}" / f"{name}.csv"

    def write_sheet(self, coder: str, name: str, rows: Iterable[Row]) -> None:
        """A coder's sheet, written anew."""
        path = self.sheet(coder, name)
        path.parent.mkdir(exist_ok=True)
        write_rows(path, REPORT_COLUMNS if name == "reports" else CELL_COLUMNS, rows)

    def coding(self, coder: str) -> Coding:
        """What a coder has said so far; raises Miscoded, or NotASample where the lines are not those of the sample."""
        reports = read_rows(self.sheet(coder, "reports"), REPORT_COLUMNS)
        items = [one.item for one in self.drawn()]
        if sorted(row["item"] for row in reports) != sorted(items):
            raise NotASample(f"{self.sheet(coder, 'reports')} has other lines than the sample: give each item one line")
        cells = self.sheet(coder, "cells")
        return coding_of(reports, read_rows(cells, CELL_COLUMNS) if cells.exists() else ())

    def rulings(self) -> Mapping[tuple[str, str], Row]:
        """Item and what -> the line of differences.csv."""
        path = self.path / "differences.csv"
        rows = read_rows(path, RULING_COLUMNS) if path.exists() else ()
        return {(row["item"], row["what"]): row for row in rows}

    def write_differences(self, found: Settled) -> None:
        """Every difference with the ruling so far; rulings that are no longer asked for are kept at the end."""
        before = dict(self.rulings())
        pages = {row["item"]: row["page"] for row in read_rows(self.path / "sample.csv", SAMPLE_COLUMNS)}
        rows: list[Row] = []
        for one in found.differences:
            old = before.pop((one.item, one.what), {})
            known = {"ruling": old.get("ruling", ""), "note": old.get("note", "")}
            rows.append({**asdict(one), "page": f"pages/{pages[one.item]}", **known})
        kept = [row for row in before.values() if row["ruling"]]
        write_rows(self.path / "differences.csv", RULING_COLUMNS, [*rows, *kept])


def write_rows(path: Path, columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> None:
    """A sheet; what is not among its columns is left out. Written aside first: a killed call leaves the old one."""
    new = path.with_suffix(".new")
    with new.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, columns, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    new.replace(path)


def read_rows(path: Path, columns: Sequence[str]) -> list[dict[str, str]]:
    """The lines of a sheet, also as Excel saves it on a Chinese system; raises NotASample for another header."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise NotASample(f"{path} is not there: `nianbao audit sample` writes it") from None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("gb18030")
    reader = csv.DictReader(text.splitlines(keepends=True))
    if not set(columns) <= set(reader.fieldnames or ()):
        raise NotASample(f"{path} has not the columns {', '.join(columns)}, separated by commas")
    return [{name: row[name] or "" for name in columns} for row in reader if any(row.values())]
