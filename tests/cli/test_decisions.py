"""From an error somebody sees to a correction two persons stand for, by the commands."""

import json
from collections.abc import Callable
from pathlib import Path

from click.testing import Result

Call = Callable[..., Result]
CELL = "350128-pt-2014-a/a.proactive_docs"


def test_a_flag_is_a_file_and_changes_nothing(sample: Call, tmp_path: Path) -> None:
    evidence = tmp_path / "photo.png"
    evidence.write_bytes(b"a picture")
    done = sample(
        "flag", CELL, "--says", "2534", "--by", "li", "--file", str(evidence), "--to", str(tmp_path / "flags")
    )
    assert done.exit_code == 0, done.output
    flag = json.loads(Path(done.stdout.strip()).read_text("utf-8"))
    assert (flag["ours"]["value"], flag["theirs"], flag["class"], flag["by"]) == ("2543", "2534", "misread", "li")
    assert len(flag["evidence_sha256"]) == 64


def test_a_flag_on_no_cell_is_refused(sample: Call, tmp_path: Path) -> None:
    done = sample("flag", "350128-pt-2014-a/t3.granted.total", "--to", str(tmp_path))
    assert done.exit_code == 2
    assert not list(tmp_path.iterdir())


def test_a_correction_is_proposed_agreed_with_listed_and_taken_back(sample: Call) -> None:
    words = ("--by", "li", "--value", "2534", "--evidence", "http://www.example.gov.cn/a.htm", "--note", "勘误")
    done = sample("decide", CELL, "--verdict", "corrected", *words)
    assert done.exit_code == 0, done.output
    number = done.stdout.removeprefix("decision ").strip()
    assert "another person agrees" in done.stderr
    assert sample("decide", number, "--by", "li").exit_code == 2
    assert sample("decide", number, "--by", "wang").exit_code == 0
    assert sample("decide", number, "--by", "zhao").exit_code == 2
    row = json.loads(sample("decisions", "350128", "--format", "json").stdout)[-1]
    assert (row["verdict"], row["value"], row["endorsed_by"], row["in_force"]) == ("corrected", 2534, "wang", True)
    assert sample("decide", CELL, "--verdict", "correct_as_printed", "--by", "li").exit_code == 0


def test_a_withheld_cell_is_not_in_the_history_until_it_is_shown_again(sample: Call) -> None:
    asked = ("history", "350128", "--indicator", "a.proactive_docs", "--format", "json")

    def years() -> set[int]:
        return {report["year"] for report in json.loads(sample(*asked).stdout)["reports"] if report["figures"]}

    before = years()
    assert sample("withhold", CELL, "--reason", "申请删除", "--by", "li").exit_code == 0
    assert years() == before - {2014}
    assert sample("decide", CELL, "--verdict", "correct_as_printed", "--by", "li").exit_code == 0
    assert years() == before


def test_what_cannot_be_decided_is_said(sample: Call) -> None:
    assert "name a decision by its number" in sample("decide", CELL, "--by", "li").stderr
    assert "no number" in sample("decide", CELL, "--verdict", "corrected", "--by", "li", "--value", "NaN").stderr
    assert sample("withhold", "350128-pt-2020-a/T3.SUM/0", "--reason", "x", "--by", "li").exit_code == 2
