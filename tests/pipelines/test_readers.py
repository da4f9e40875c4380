"""Reader processes: what they give, and what a document that is made to do harm costs."""

import asyncio
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from extractors.errors import Refused
from nianbao.domain.report import Report
from pipelines.pool import ReaderPool
from pipelines.readers import ReaderBroke, death, read_in_child

ROOT = Path(__file__).resolve().parents[2]
TITLE = "示例县人民政府2023年政府信息公开工作年度报告"
PAGE = f"<html><body><h1>{TITLE}</h1><p>一、总体情况</p><p>这一页是为测试而写的。</p></body></html>".encode()
# 8 MB of paragraphs: read in a second, and in 50 MB more than a short page takes.
LONG_PAGE = PAGE + ("<p>" + "这一段是为测试而写的。" * 20 + "</p>").encode() * 12_000
# 16 MB of statements, each held against all that may be stated: two seconds and more, where a short page takes a tenth.
STATED = "<p>本年度共收到政府信息公开申请12件，办结10件，其中予以公开3件，部分公开2件，不予公开4件，结转下年度1件。</p>"
SLOW_PAGE = PAGE.removesuffix(b"</body></html>") + STATED.encode() * 100_000
# A reader process that has read nothing takes 40 MB.
SMALL = 64 * 1024**2


def read_all(bodies: list[bytes], **limits: float) -> list[Report | BaseException]:
    """Read these side by side in one pool."""

    async def gather(pool: ReaderPool) -> list[Report | BaseException]:
        return await asyncio.gather(*(pool.read(body) for body in bodies), return_exceptions=True)

    with ReaderPool(1, **limits) as pool:  # type: ignore[arg-type]
        return asyncio.run(gather(pool))


def test_a_page_is_read_in_another_process() -> None:
    (report,) = read_all([PAGE])
    assert isinstance(report, Report)
    assert (report.title, report.year) == (TITLE, 2023)


def test_what_is_no_report_is_refused_and_costs_the_others_nothing() -> None:
    refused, report = read_all([b"\x89PNG not a page", PAGE])
    assert isinstance(refused, Refused)
    assert isinstance(report, Report)


def test_a_page_beyond_the_memory_limit_is_refused_and_the_next_is_read() -> None:
    refused, report = read_all([LONG_PAGE, PAGE], address_space=SMALL)
    assert isinstance(refused, Refused)
    assert "memory" in str(refused)
    assert isinstance(report, Report)


def test_a_page_beyond_the_deadline_is_refused_and_the_next_is_read() -> None:
    refused, report = read_all([SLOW_PAGE, PAGE], deadline=0.7)
    assert isinstance(refused, Refused)
    assert "seconds" in str(refused)
    assert isinstance(report, Report)


def test_one_document_in_a_child() -> None:
    assert read_in_child(PAGE).title == TITLE


def test_a_child_is_held_to_its_deadline() -> None:
    with pytest.raises(Refused, match="seconds"):
        read_in_child(LONG_PAGE, deadline=0.01)


def test_a_child_is_held_to_its_memory(tmp_path: Path) -> None:
    # In a process of its own: a child forked from the tests' would have their memory counted as its own.
    page = tmp_path / "long.html"
    page.write_bytes(LONG_PAGE)
    code = (
        f"from pipelines.readers import read_in_child as r; r(open({str(page)!r}, 'rb').read(), address_space={SMALL})"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert "Refused: it needs more memory than a reader may take" in done.stderr


def test_a_child_refuses_what_the_readers_refuse() -> None:
    with pytest.raises(Refused, match="empty"):
        read_in_child(b"")


def test_an_error_of_ours_is_not_taken_for_the_documents() -> None:
    assert isinstance(death(1), ReaderBroke)
    assert isinstance(death(-9), Refused)


def test_no_reader_process_outlives_its_work() -> None:
    read_in_child(PAGE)
    read_all([PAGE])
    # What stays is the fork server itself, which ends with this process.
    assert [reader for server in psutil.Process().children() for reader in server.children()] == []


def test_a_real_report(shared: Path) -> None:
    report = read_in_child((shared / "seeds" / "liuyang_2023.txt").read_bytes())
    assert (report.publisher.region, report.year, report.checks.passed) == ("430181", 2023, 42)
