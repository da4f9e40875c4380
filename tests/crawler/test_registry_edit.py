"""What a live check found, written into a row: those lines and nothing else."""

import os
import stat
import tomllib
from datetime import date
from pathlib import Path

import pytest

from crawler.registry_edit import RowUneditable, with_check, write_check

DAY = date(2026, 11, 22)
FIRST = """# 示例省: two portals.

[[site]]   # the first
name = "shili_jiaxian"
reports = [
    "http://www.jiaxian.test/1.html",   # of 2023
]
evidence = "[I] made"
# What is odd: evidence = "not this one".

"""
SECOND = """[[site]]
name = 'shili_yixian'
checked = 2025-01-31   # by hand
evidence = '''[I] "made", \\d'''
first_year = 2020"""
GOOD = "checked = 2026-11-22\n"


def test_a_good_row_gets_its_day_below_its_evidence() -> None:
    edited = with_check(FIRST + SECOND, "shili_jiaxian", DAY, "")
    assert edited == FIRST.replace('"[I] made"\n', f'"[I] made"\n{GOOD}') + SECOND


def test_a_day_that_is_there_is_replaced_and_the_comment_beside_it_stays() -> None:
    edited = with_check(FIRST + SECOND, "shili_yixian", DAY, "")
    assert edited == FIRST + SECOND.replace("2025-01-31", "2026-11-22")


def test_a_reason_leaves_the_day_of_the_last_good_check() -> None:
    edited = with_check(FIRST + SECOND, "shili_yixian", DAY, 'the portal said "no"\n\x07 \\ twice')
    row = tomllib.loads(edited)["site"][1]
    assert row["check_failed"] == '2026-11-22: the portal said "no" \\ twice'
    assert row["checked"] == date(2025, 1, 31)
    assert [line for line in edited.splitlines() if not line.startswith("check_failed")] == (
        FIRST + SECOND
    ).splitlines()


def test_there_and_back_again_is_the_same_file() -> None:
    once = with_check(FIRST + SECOND, "shili_jiaxian", DAY, "")
    there = with_check(once, "shili_jiaxian", DAY, "the portal answered 404")
    assert there != once
    assert with_check(there, "shili_jiaxian", DAY, "") == once == with_check(once, "shili_jiaxian", DAY, "")


def test_another_reason_takes_the_place_of_the_first_and_a_long_one_is_cut() -> None:
    once = with_check(FIRST, "shili_jiaxian", DAY, "no # answer")
    again = with_check(once, "shili_jiaxian", DAY, "长" * 1000)
    said = tomllib.loads(again)["site"][0]["check_failed"]
    assert (again.count("check_failed"), len(said), said[-1]) == (1, 300, "…")


def test_lines_of_another_system_stay_so() -> None:
    edited = with_check((FIRST + SECOND).replace("\n", "\r\n"), "shili_jiaxian", DAY, "")
    assert edited.replace(f"{GOOD[:-1]}\r\n", "") == (FIRST + SECOND).replace("\n", "\r\n")


@pytest.mark.parametrize(
    "text",
    [
        'site = [{ name = "shili_jiaxian", evidence = "made" }]\n',
        '[[site]]\nname = "shili_jiaxian"\nevidence = """made\nof lines"""\n',
        '[[site]]\nname = "shili_jiaxian"\n[site.more]\nevidence = "made"\n',
        '[[site]]\nname = "shili_jiaxian"\n"evidence" = "made"\n',
    ],
)
def test_a_row_that_is_written_otherwise_is_refused(text: str) -> None:
    with pytest.raises(RowUneditable, match="by hand"):
        with_check(text, "shili_jiaxian", DAY, "")


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A registry of one file."""
    made = tmp_path / "shili.toml"
    made.write_text(FIRST + SECOND, "utf-8")
    monkeypatch.setattr("crawler.registry_edit.site_files", lambda: [made])
    return made


def test_the_file_keeps_its_mode_and_nothing_lies_beside_it(file: Path) -> None:
    file.chmod(0o640)
    assert write_check("shili_jiaxian", DAY, "") == file
    assert GOOD in file.read_text("utf-8")
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert [*file.parent.iterdir()] == [file]


def test_a_file_that_cannot_be_written_is_named_and_whole(file: Path) -> None:
    # What is written first has a name of its own; here something is in its way.
    file.with_name(f".{file.name}.{os.getpid()}").mkdir()
    with pytest.raises(RowUneditable, match=r"shili\.toml: Is a directory"):
        write_check("shili_jiaxian", DAY, "")
    assert file.read_text("utf-8") == FIRST + SECOND


@pytest.mark.usefixtures("file")
def test_a_row_that_is_not_there_is_refused() -> None:
    with pytest.raises(RowUneditable, match="shili_bingxian"):
        write_check("shili_bingxian", DAY, "")
