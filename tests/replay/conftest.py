"""A fictitious county's portal as WARC files, and spiders run over them."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from nianbao.archive.writer import ArchiveWriter, Exchange

ROOT = Path(__file__).resolve().parents[2]
DRIVE = Path(__file__).parent / "drive.py"
SIMULATED = Path(__file__).parent / "simulated.py"
COUNTY = {
    "name": "shili_shilixian",
    "region": "000000",
    "publisher": "示例县人民政府",
    "family": "trs",
    "first_year": 2020,
    "evidence": "made for a test",
    "list_url": "https://www.shilixian.test/zwgk/nb/",
}


@dataclass(frozen=True)
class Case:
    """Answers of the portal in order (what is not said is HTML in UTF-8, uncompressed, 200), and how it is crawled."""

    answers: Sequence[tuple[str, Mapping[str, Any]]]
    facts: Mapping[str, Any] = field(default_factory=dict)
    options: Mapping[str, str] = field(default_factory=dict)
    spoil: Callable[[Path], None] | None = None


@pytest.fixture(scope="session")
def case() -> type[Case]:
    """The class of a case, for test files, which cannot import this one."""
    return Case


def exchange(url: str, answer: Mapping[str, Any], at: datetime) -> Exchange:
    """One answer of the portal."""
    headers = [*answer.get("headers", []), ("Content-Type", answer.get("type", "text/html; charset=utf-8"))]
    body = answer["body"] if isinstance(answer["body"], bytes) else answer["body"].encode("utf-8")
    return Exchange(url, "GET", [], b"", answer.get("status", 200), "", headers, body, at)


def write_archive(path: Path, a_case: Case) -> Path:
    """The case's answers as a WARC file."""
    begin = datetime(2024, 4, 1, 8, 0, tzinfo=UTC)
    with ArchiveWriter(path) as archive:
        for place, (url, answer) in enumerate(a_case.answers):
            archive.write(exchange(url, answer, begin + timedelta(seconds=place)))
    if a_case.spoil:
        a_case.spoil(path)
    return path


def told_by(script: Path, tasks: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """What a script prints of its tasks; it has a process of its own."""
    done = subprocess.run(
        [sys.executable, script],
        input=json.dumps(tasks),
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    return told


@pytest.fixture(scope="session")
def crawl_portals(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Mapping[str, Any]], dict[str, Any]]:
    """Crawl simulated portals, all in one process; each account by name. A task without an archive gets a new one."""

    def crawl(tasks: Mapping[str, Any]) -> dict[str, Any]:
        folder = tmp_path_factory.mktemp("archives")
        named = [
            {"name": name, "archive": str(folder / f"{place}.warc.gz"), **task}
            for place, (name, task) in enumerate(tasks.items())
        ]
        return told_by(SIMULATED, named)

    return crawl


@pytest.fixture(scope="session")
def replay_all(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Mapping[str, Case]], dict[str, Any]]:
    """Run the county's spider over every case, all in one process, and return their accounts by name."""

    def run(cases: Mapping[str, Case]) -> dict[str, Any]:
        folder = tmp_path_factory.mktemp("portals")
        tasks = [
            {
                "name": name,
                "site": {**COUNTY, **a_case.facts},
                "archive": str(write_archive(folder / f"{place}.warc.gz", a_case)),
                "options": dict(a_case.options),
            }
            for place, (name, a_case) in enumerate(cases.items())
        ]
        return told_by(DRIVE, tasks)

    return run


@pytest.fixture(scope="session")
def list_page() -> Callable[..., str]:
    """A TRS list page of (href, title, date) rows with a pager script."""

    def page(rows: Sequence[tuple[str, str, str]], pager: str = "") -> str:
        items = "".join(
            f'<li><a href="{href}" title="{title}">{title}</a><span>{printed}</span></li>'
            for href, title, printed in rows
        )
        menu = '<ul><li><a href="/">首页</a></li><li><a href="../">政务公开</a></li></ul>'
        return (
            "<html><head><title>政府信息公开年报_示例县人民政府</title></head><body>"
            f'{menu}<ul class="rows">{items}</ul>{pager}<p>{"示例县政务服务中心 " * 12}</p></body></html>'
        )

    return page


@pytest.fixture(scope="session")
def report_page() -> Callable[[str], str]:
    """A report page long enough to be one, headed by its title."""

    def page(title: str) -> str:
        said = "示例县是一个不存在的县,这一页是为测试而写的。" * 20
        return f"<html><head><title>{title}</title></head><body><h1>{title}</h1><p>{said}</p></body></html>"

    return page
