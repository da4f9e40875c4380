"""A fictitious county's portal as a WARC file, and a spider run over it."""

import json
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from nianbao.archive.writer import ArchiveWriter, Exchange

DRIVE = Path(__file__).parent / "drive.py"
LIST = "https://www.shilixian.test/zwgk/nb/"
# Beside each answer: what is not said is a page of HTML in UTF-8, uncompressed.
Answer = Mapping[str, Any]
MakePortal = Callable[[Sequence[tuple[str, Answer]]], Path]
Replay = Callable[..., dict[str, Any]]
Table = Callable[..., str]


@pytest.fixture
def make_portal(tmp_path: Path) -> MakePortal:
    """Write answers, in order, into an archive and return its path."""

    def write(answers: Sequence[tuple[str, Answer]]) -> Path:
        path = tmp_path / "portal.warc.gz"
        begin = datetime(2024, 4, 1, 8, 0, tzinfo=UTC)
        with ArchiveWriter(path) as archive:
            for place, (url, answer) in enumerate(answers):
                archive.write(exchange(url, answer, begin + timedelta(seconds=place)))
        return path

    return write


def exchange(url: str, answer: Answer, at: datetime) -> Exchange:
    """One answer of the portal."""
    headers = [("Content-Type", "text/html; charset=utf-8"), *answer.get("headers", [])]
    body = answer["body"] if isinstance(answer["body"], bytes) else answer["body"].encode("utf-8")
    return Exchange(url, "GET", [], b"", answer.get("status", 200), "", headers, body, at)


@pytest.fixture
def county() -> dict[str, Any]:
    """The registry row of 示例县, a county that does not exist."""
    return {
        "name": "shili_shilixian",
        "region": "000000",
        "publisher": "示例县人民政府",
        "family": "trs",
        "first_year": 2020,
        "evidence": "made for a test",
        "list_url": LIST,
    }


@pytest.fixture
def replay(county: dict[str, Any]) -> Replay:
    """Run the county's spider over an archive and return its account."""

    def run(archive: Path, facts: Mapping[str, Any] | None = None, **options: str) -> dict[str, Any]:
        task = {"site": {**county, **(facts or {})}, "archives": [str(archive)], "options": options}
        done = subprocess.run(
            [sys.executable, DRIVE, json.dumps(task)], capture_output=True, text=True, timeout=60, check=False
        )
        assert done.returncode == 0, done.stderr
        told: dict[str, Any] = json.loads(done.stdout)
        return told

    return run


@pytest.fixture
def list_page() -> Table:
    """A TRS list page of (href, title, date) rows with a pager script."""

    def page(rows: Sequence[tuple[str, str, str]], pager: str = "") -> str:
        items = "".join(
            f'<li><a href="{href}" title="{title}">{title}</a><span>{printed}</span></li>'
            for href, title, printed in rows
        )
        menu = '<ul><li><a href="/">首页</a></li><li><a href="../">政务公开</a></li></ul>'
        return (
            "<html><head><title>政府信息公开年报_示例县人民政府</title></head><body>"
            f'{menu}<ul class="rows">{items}</ul>{pager}</body></html>'
        )

    return page


@pytest.fixture
def report_page() -> Callable[[str], str]:
    """A report page long enough to be one, headed by its title."""

    def page(title: str) -> str:
        said = "示例县是一个不存在的县,这一页是为测试而写的。" * 20
        return f"<html><head><title>{title}</title></head><body><h1>{title}</h1><p>{said}</p></body></html>"

    return page
