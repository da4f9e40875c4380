"""The written pages, and a database that holds the sample, which their examples speak of."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from nianbao.sample import sample_archives
from nianbao.store.embedded import EmbeddedServer

ROOT = Path(__file__).resolve().parents[2]
HEADING = re.compile(r"^(#{1,6}) (.+)$")
SITES = (
    "chongqing_jiulongpo",
    "fujian_pingtan",
    "hunan_liuyang",
    "shanghai_minhang",
    "yunnan_simao",
    "zhejiang_putuo",
)
ROW = re.compile(r"^\|(.+)\|$")


@dataclass(frozen=True)
class Page:
    """A page in Markdown."""

    path: Path

    @property
    def text(self) -> str:
        """The whole page."""
        return self.path.read_text("utf-8")

    def headings(self) -> list[str]:
        """All headings as written, marks included; lines of code blocks are none."""
        return [line for line in self.prose().splitlines() if HEADING.match(line)]

    def prose(self) -> str:
        """The page without its code blocks."""
        return re.sub(r"^```.*?^```$", "", self.text, flags=re.DOTALL | re.MULTILINE)

    def blocks(self, language: str) -> list[str]:
        """The code blocks of a language."""
        return re.findall(rf"^```{language}\n(.*?)^```$", self.text, flags=re.DOTALL | re.MULTILINE)

    def sections(self) -> Mapping[str, str]:
        """Text by the heading it stands under, up to the next heading of any depth."""
        found: dict[str, list[str]] = {}
        title = ""
        for line in self.prose().splitlines():
            heading = HEADING.match(line)
            title = heading[2] if heading else title
            found.setdefault(title, []).append(line)
        return {title: "\n".join(lines) for title, lines in found.items()}

    def first_cells(self, title: str = "") -> list[str]:
        """What stands in code marks in the first column of the tables, of one section or of all."""
        text = self.sections()[title] if title else self.prose()
        return [name for row in rows(text) for name in re.findall(r"`([^`]+)`", row[0])]


def rows(text: str) -> list[list[str]]:
    """The rows of the tables in a text, without heads and rules."""
    lines = [ROW.match(line) for line in text.splitlines()]
    cells = [[cell.strip() for cell in line[1].split(" | ")] for line in lines if line]
    return [row for row in cells if row[0].startswith("`")]


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of this checkout."""
    return ROOT


@pytest.fixture(scope="session")
def page() -> Callable[[str], Page]:
    """A page by its path from the root."""
    return lambda name: Page(ROOT / name)


@pytest.fixture(scope="session")
def table_rows() -> Callable[[str], list[list[str]]]:
    """The rows of the tables in a text, cells as written."""
    return rows


@dataclass(frozen=True)
class SampleDatabase:
    """The shipped sample in a database of the tests' server; `crawled`: how the crawl ended for each site."""

    server: EmbeddedServer
    name: str
    crawled: list[dict[str, Any]] = field(default_factory=list)

    def nianbao(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        """A command of ours in this database."""
        command = [sys.executable, "-c", "from nianbao.cli.main import main; main()", *arguments]
        environment = {**os.environ, "DATABASE_URL": self.server.url(self.name)}
        return subprocess.run(command, capture_output=True, text=True, check=False, env=environment)

    def ask(self, sql: str) -> "subprocess.CompletedProcess[str]":
        """A query of the reader role, in the server's own psql."""
        program = str(self.server.program("psql"))
        address = self.server.url(self.name, "nianbao_reader")
        command = [program, address, "--no-psqlrc", "--no-align", "--field-separator= | ", "--pset=footer=off"]
        return subprocess.run([*command, "--command", sql], capture_output=True, text=True, check=False)


@pytest.fixture(scope="session")
def sample_database(new_database: Callable[[], tuple[str, Engine]], embedded_server: EmbeddedServer) -> SampleDatabase:
    """A database with the sample crawled into it; the pages' examples only read it."""
    held = SampleDatabase(embedded_server, new_database()[0])
    done = held.nianbao("crawl", *SITES, "--replay", str(sample_archives()[0]))
    assert done.returncode == 0, done.stderr
    held.crawled.extend(json.loads(done.stdout)["sites"])
    return held
