"""`nianbao audit` on the sample database: drawn, coded and scored without leaving the command line."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

from click.testing import Result

from tests.audit.coders import filled, rows_of

Call = Callable[..., Result]


def test_a_sample_of_the_database(sample: Call, tmp_path: Path) -> None:
    """Every report has the page that was archived; nothing of what was read of it is shown."""
    folder = tmp_path / "sample"
    drawn = sample("audit", "sample", str(folder), "--seed", "5", "--size", "12")
    assert drawn.exit_code == 0, drawn.output
    rows = rows_of(folder / "sample.csv")
    assert len(rows) == 12
    readings = json.loads((folder / "reader.json").read_text(encoding="utf-8"))
    assert sorted(readings) == sorted(row["report_id"] for row in rows)
    for row in rows:
        assert (folder / "pages" / row["page"]).stat().st_size > 1000
        reading = readings[row["report_id"]]
        assert reading["figures"] == [] or {"key", "value", "status", "raw"} <= set(reading["figures"][0])
    held = json.loads(sample("reports", "--format", "json").stdout)
    frame = sum(one["state"] == "held" for one in held)
    assert json.loads((folder / "sample.json").read_text(encoding="utf-8"))["frame"] == frame
    assert round(sum(float(row["weight"]) for row in rows)) == frame


def test_a_coder_who_copies_the_reader_finds_no_error(sample: Call, tmp_path: Path) -> None:
    """The reader's own values on both sheets: the score compares what is typed with what is held, and nothing else."""
    folder = tmp_path / "sample"
    sample("audit", "sample", str(folder), "--seed", "5", "--size", "100", "--by", "era", "--whole", "2")
    readings = json.loads((folder / "reader.json").read_text(encoding="utf-8"))
    report = {row["item"]: readings[row["report_id"]] for row in rows_of(folder / "sample.csv")}

    def facts(row: dict[str, str]) -> None:
        reading = report[row["item"]]
        row |= {
            "year": str(reading["year"]),
            "coverage": reading["coverage"],
            "publisher": reading["publisher"]["name"],
        }
        row |= {"kind": reading["publisher"]["kind"], "region": reading["publisher"]["region"]}
        row |= {table: reading["forms"].get(table, "none") for table in ("t2", "t3", "t4", "annex")}

    def cell(row: dict[str, str]) -> None:
        figures = {one["key"]: one for one in report[row["item"]]["figures"]}
        one = figures.get(row["key"], {"status": "absent", "value": None})
        row["printed"] = one["status"] if one["value"] is None else str(one["value"])

    for coder in ("1", "2"):
        filled(folder / f"coder_{coder}" / "reports.csv", facts)
        assert sample("audit", "code", str(folder), "--coder", coder).exit_code == 1
        filled(folder / f"coder_{coder}" / "cells.csv", cell)
        assert sample("audit", "code", str(folder), "--coder", coder).exit_code == 0
    pooled = json.loads(sample("audit", "score", str(folder), "--format", "json", "--draws", "100").stdout)["pooled"]
    assert {name: rate["errors"] for name, rate in pooled.items()} == dict.fromkeys(pooled, 0)
    assert pooled["nonzero_silent"]["size"] > 100
    assert pooled["reports_silent"]["high"] < 1


def test_the_draw_only_reads(sample: Call, tmp_path: Path) -> None:
    """Two draws of one seed are the same files."""
    digests = []
    for name in ("one", "two"):
        sample("audit", "sample", str(tmp_path / name), "--seed", "9", "--size", "10", "--by", "kind,era")
        digests.append(hashlib.sha256((tmp_path / name / "sample.json").read_bytes()).hexdigest())
    assert digests[0] == digests[1]
