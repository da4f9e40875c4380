"""Documents that are not read: each is refused with a reason that says what it is."""

import json
import subprocess
import sys
import zlib
from pathlib import Path

import pytest

import extractors
from extractors import Refused

ROWS = "<tr><td>规章</td><td>1</td></tr>"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 200, "picture (PNG)"),
        (b"\xff\xd8\xff\xe0" + b"\x00" * 200, "picture (JPEG)"),
        (b"\x00\x01\x02\x03" * 99, "binary data"),
        (b"<html><table><tr><td colspan=1000000000>1</td></tr></table>", "colspan=1000000000"),
        (b"<html><table><tr><td rowspan=999999>1</td></tr></table>", "rowspan=999999"),
        (b"<html>" + b"<div>" * 100_000, "nested"),
        (b"<html>" + b"<table><tr><td>" * 100_000, "nested"),
        ("<html><table>" + ROWS * 6000 + "</table>", "rows"),
        (b"<html><body>" + b"<table></table>" * 3000, "tables"),
        (bytes(range(128, 256)) * 400, "no encoding"),
        (b"a|\n" * 300_000, "lines"),
        (json.dumps({"data": {"results": [{"contentHtml": "<p>一、总体情况</p><table></table>"}]}}), "data (JSON)"),
        (b"\xef\xbb\xbf[{}, {}]", "data (JSON)"),
    ],
)
def test_refused_with_a_reason(body: bytes | str, said: str) -> None:
    """The reason names what was found."""
    with pytest.raises(Refused, match=said.replace("(", r"\(").replace(")", r"\)")):
        extractors.extract(extractors.read(body.encode() if isinstance(body, str) else body))


@pytest.mark.parametrize("text", ["[附件] 政府信息公开工作年度报告", "{2023} 年", "[" * 100_000])
def test_a_text_that_begins_like_data_is_a_text(text: str) -> None:
    assert extractors.read(text.encode()).kind == "text"


def test_entities_are_not_resolved(tmp_path: Path) -> None:
    """No file of this machine comes into a page by way of an entity."""
    secret = tmp_path / "secret.txt"
    secret.write_text("绝密内容", encoding="utf-8")
    page = f'<!DOCTYPE html [<!ENTITY x SYSTEM "file://{secret}">]><html><body><p>&x;一、总体情况</p></body></html>'
    document = extractors.read(page.encode())
    assert "绝密内容" not in "".join(map(str, document.blocks))


@pytest.mark.parametrize("charset", ["utf-8", "gb18030", "gb2312", "none", "x-nonsense"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_a_wrong_header_does_not_hurt(charset: str, encoding: str) -> None:
    """The bytes decide: GB18030 under a UTF-8 header and the other way round."""
    page = f'<html><head><meta charset="{charset}"></head><body><h1>示例县人民政府2022年政府信息公开工作年度报告</h1>'
    report = extractors.extract(extractors.read(page.encode(encoding)))
    assert report.title == "示例县人民政府2022年政府信息公开工作年度报告"


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """`nianbao` as a process of its own."""
    return subprocess.run(
        [sys.executable, "-c", "from nianbao.cli.main import main; main()", *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_exit_status_of_read(tmp_path: Path) -> None:
    """3 for what is refused, 1 for what is no annual report (its JSON is printed), one clear line each."""
    picture = tmp_path / "report.html"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + zlib.compress(b"x" * 999))
    huge = tmp_path / "huge.html"
    with huge.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    notice = tmp_path / "notice.html"
    notice.write_text("<html><body><h1>示例县关于放假的通知</h1></body></html>", encoding="utf-8")
    for path, status in ((picture, 3), (huge, 3), (tmp_path / "none.html", 3), (notice, 1)):
        done = run("read", path)
        assert done.returncode == status, done.stderr
        assert len(done.stderr.strip().splitlines()) == 1
        assert done.stdout.startswith("{") == (status == 1)
    assert run("read").returncode == 2


def test_a_stated_year_wins(tmp_path: Path) -> None:
    """--year is for documents that state none; a difference is said on standard error."""
    page = tmp_path / "page.html"
    page.write_text("<html><h1>示例县人民政府2022年政府信息公开工作年度报告</h1></html>", encoding="utf-8")
    done = run("read", page, "--year", "2019")
    assert done.returncode == 0
    assert '"year": 2022' in done.stdout
    assert "2019" in done.stderr
    page.write_text("<html><h1>示例县人民政府政府信息公开工作年度报告</h1></html>", encoding="utf-8")
    assert '"year": 2019' in run("read", page, "--year", "2019").stdout
