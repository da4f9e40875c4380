"""The documentation as a site: every page has its place in it, and reading it asks no other host for anything."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from ruamel.yaml import YAML

from handbook.screens import listed, page_of_them

ROOT = Path(__file__).resolve().parents[2]


def in_the_menu(entries: Any) -> Iterator[str]:
    for entry in entries:
        for below in entry.values():
            if isinstance(below, str):
                yield below
            else:
                yield from in_the_menu(below)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built from the pages as `make site` does, with empty pictures."""
    folder = tmp_path_factory.mktemp("handbook")
    shutil.copytree(ROOT / "docs", folder / "pages", ignore=shutil.ignore_patterns("proofs"))
    (folder / "pages" / "screens").mkdir()
    for screen in listed():
        (folder / "pages" / "screens" / f"{screen['file']}.png").touch()
    (folder / "pages" / "screens.md").write_text(page_of_them(), encoding="utf-8")
    written = (ROOT / "mkdocs.yml").read_text("utf-8").replace("build/handbook", "pages").replace("build/site", "site")
    (folder / "mkdocs.yml").write_text(written, encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", str(folder / "mkdocs.yml")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return folder / "site"


def test_every_page_is_in_the_menu() -> None:
    menu = YAML(typ="safe").load((ROOT / "mkdocs.yml").read_text("utf-8"))["nav"]
    assert sorted(in_the_menu(menu)) == sorted([path.name for path in (ROOT / "docs").glob("*.md")] + ["screens.md"])


def test_nothing_is_asked_of_another_host(site: Path) -> None:
    pages = list(site.rglob("*.html"))
    assert len(pages) > 50
    for path in pages:
        fetched = html.fromstring(path.read_bytes()).iter("script", "img", "iframe", "link")
        addresses = [one.get("src") or one.get("href") or "" for one in fetched if one.get("rel") != "canonical"]
        assert [address for address in addresses if "//" in address] == [], path.name
