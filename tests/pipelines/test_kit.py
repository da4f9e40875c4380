"""Cases from captured pages: the frame knows nothing that was read; a case passes only where it was filled in right."""

import json
import shutil
import tomllib
from collections.abc import Callable
from datetime import UTC, datetime
from gzip import compress
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from nianbao.archive.reader import iter_captures
from nianbao.archive.verify import verify
from nianbao.archive.writer import ArchiveWriter, Exchange
from nianbao.cli.main import main
from pipelines.kit.checking import differences

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "nianbao" / "sample" / "sample.warc.gz"
MADE = ROOT / "tests" / "cases" / "chongqing_jiulongpo_2022"
URL = "http://www.cqjlp.gov.cn/zwgk_251/zfxxgknb/qzf/202301/t20230118_99900001.html"


def nianbao(*words: str) -> Result:
    return CliRunner().invoke(main, words)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A case as `kit` makes it, of a page of the sample."""
    folder = tmp_path / "case"
    done = nianbao("kit", URL, "--archive", str(SAMPLE), "--out", str(folder))
    assert done.exit_code == 0, done.output
    return folder


@pytest.fixture
def filled(tmp_path: Path) -> Callable[[str, str], Path]:
    """The case that is filled in, with one thing put in another's place."""

    def change(old: str, new: str) -> Path:
        folder = tmp_path / "filled"
        shutil.copytree(MADE, folder, dirs_exist_ok=True)
        frame = folder / "expected.toml"
        told = frame.read_text("utf-8")
        assert told.count(old) == 1
        frame.write_text(told.replace(old, new), encoding="utf-8")
        return folder

    return change


def test_a_case_is_the_page_its_archive_its_reading_and_an_empty_frame(case: Path) -> None:
    assert {file.name for file in case.iterdir()} == {"page.html", "capture.warc.gz", "expected.toml", "reading.json"}
    (stored,) = iter_captures(case / "capture.warc.gz")
    assert (stored.capture.url, list(verify(case / "capture.warc.gz"))) == (URL, [])
    assert json.loads((case / "reading.json").read_text("utf-8"))["year"] == 2022


def test_the_frame_holds_labels_and_nothing_that_was_read(case: Path) -> None:
    text = (case / "expected.toml").read_text("utf-8")
    frame = tomllib.loads(text)
    assert [frame[name] for name in ("title", "year", "publisher", "coverage", "tables")] == [""] * 5
    assert set(frame["forms"].values()) == {cell["printed"] for cell in frame["cell"]} == {""}
    labels = {cell["key"]: cell["label"] for cell in frame["cell"]}
    assert labels["t3.new_received.total"] == "一、本年新收政府信息公开申请数量｜总计"
    assert len(labels) == 12
    assert "人民政府办公室" not in text


def test_the_same_page_makes_the_same_case(case: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    nianbao("kit", URL.replace("http:", "https:"), "--archive", str(SAMPLE), "--out", str(again))
    assert {file.name: file.read_bytes() for file in case.iterdir()} == {
        file.name: file.read_bytes() for file in again.iterdir()
    }


def test_a_frame_that_is_not_filled_in_fails(case: Path) -> None:
    done = nianbao("kit", "--check", str(case), "--format", "json")
    assert done.exit_code == 1
    assert [(one.what, one.by_eye) for one in differences(case)] == [
        ("year", "not filled in"),
        ("publisher", "not filled in"),
        ("cell", "no cell is filled in"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ('year = "2022"', 'year = "2021"', ["year"]),
        ('year = "2022"', 'year = ""', ["year"]),
        ('coverage = "own"', 'coverage = "aggregate"', ["coverage"]),
        ('t3 = "national_2021"', 't3 = "national_2019"', ["forms.t3"]),
        ('tables = ""', 'tables = "none"', ["tables"]),
        ('printed = "78"', 'printed = "87"', ["t2.normative_docs.in_force"]),
        ('printed = "78"', 'printed = "blank"', ["t2.normative_docs.in_force"]),
        ('printed = "78"', 'printed = "/"', ["t2.normative_docs.in_force"]),
        ('key = "t2.normative_docs.in_force"', 'key = "t2.normative_docs.valid"', ["t2.normative_docs.valid"]),
        ('coverage = "own"', 'coverages = "own"', ["coverages"]),
        ('printed = "78"', 'print = "78"', ["t2.normative_docs.in_force.print"]),
        ('sha256 = "', 'sha256 = "0', ["page"]),
        # What is right in another spelling is right.
        ('printed = "78"', 'printed = "78.0"', []),
        ('year = "2022"', "year = 2022", []),
        ('printed = "78"', 'printed = ""', []),
    ],
)
def test_what_differs_is_named(filled: Callable[[str, str], Path], old: str, new: str, what: list[str]) -> None:
    assert [one.what for one in differences(filled(old, new))] == what


def test_a_page_that_is_not_the_captured_one_is_told(filled: Callable[[str, str], Path]) -> None:
    folder = filled('year = "2022"', "year = 2022")
    page = folder / "page.html"
    page.write_bytes(page.read_bytes().replace(b"78", b"87"))
    assert {one.what for one in differences(folder)} == {"page"}


def test_of_several_captures_the_latest_is_taken_unpacked(tmp_path: Path) -> None:
    def exchange(year: int, day: int, status: int = 200) -> Exchange:
        body = compress(f"<html><title>示例县{year}年政府信息公开工作年度报告</title></html>".encode())
        headers = (("Content-Type", "text/html; charset=utf-8"), ("Content-Encoding", "gzip"))
        at = datetime(2026, 3, day, tzinfo=UTC)
        return Exchange("http://www.shilixian.test/1.html", "GET", (), b"", status, "OK", headers, body, at)

    with ArchiveWriter(tmp_path / "a.warc.gz") as archive:
        for one in (exchange(2024, 2), exchange(2025, 3), exchange(2023, 1), exchange(2020, 4, 404)):
            archive.write(one)
    folder = tmp_path / "case"
    nianbao("kit", "http://www.shilixian.test/1.html", "--archive", str(tmp_path / "a.warc.gz"), "--out", str(folder))
    assert "2025年" in (folder / "page.html").read_text("utf-8")


def test_a_file_is_a_case_too(tmp_path: Path) -> None:
    page = tmp_path / "saved.html"
    shutil.copy(MADE / "page.html", page)
    folder = tmp_path / "case"
    assert nianbao("kit", str(page), "--url", URL, "--out", str(folder)).exit_code == 0
    assert {file.name for file in folder.iterdir()} == {"page.html", "expected.toml", "reading.json"}
    assert tomllib.loads((folder / "expected.toml").read_text("utf-8"))["page"]["url"] == URL


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("http://www.cqjlp.gov.cn/other.html", "--archive", str(SAMPLE)), 1, "is in no archive that was looked at"),
        (("nowhere.html",), 2, "is neither an address nor a file"),
        ((URL, "--archive", str(SAMPLE), "--site", "nowhere"), 2, "there is no site nowhere"),
        ((URL, "--archive", str(SAMPLE), "--out", str(MADE)), 2, "is there already"),
        (("--check", str(ROOT / "docs")), 2, "is no case"),
    ],
)
def test_calls_that_are_refused(words: tuple[str, ...], status: int, said: str) -> None:
    done = nianbao("kit", *words)
    assert (done.exit_code, said in done.output) == (status, True), done.output
