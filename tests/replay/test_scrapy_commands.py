"""`scrapy list` and `scrapy crawl` work as a Scrapy user expects; `crawl` is that of nianbao."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine

from crawler.registry import sites
from nianbao.sample import sample_archives
from nianbao.store.embedded import EmbeddedServer

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = f"REPLAY={sample_archives()[0]}"
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="module")
def scrapy(database: tuple[str, Engine], embedded_server: EmbeddedServer) -> Run:
    """Run Scrapy's own command in the project."""
    env = {**os.environ, "DATABASE_URL": embedded_server.url(database[0]), "NIANBAO_CONTACT": ""}

    def run(*words: str) -> "subprocess.CompletedProcess[str]":
        call = [sys.executable, "-m", "scrapy", *words]
        return subprocess.run(call, cwd=ROOT, env=env, capture_output=True, text=True, timeout=60, check=False)

    return run


def test_the_sites_are_spiders(scrapy: Run) -> None:
    assert scrapy("list").stdout.split() == [*sites()]


def test_a_crawl_stores_prints_its_outcome_and_feeds_a_file_with_reports(scrapy: Run, tmp_path: Path) -> None:
    feed = tmp_path / "reports.jsonl"
    done = scrapy("crawl", "fujian_pingtan", "-s", SAMPLE, "-O", str(feed))
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["sites"][0]["new"] == 11
    reports = [json.loads(line) for line in feed.read_text("utf-8").splitlines()]
    assert sorted(report["year"] for report in reports) == [2011, 2014, *range(2017, 2026)]
    assert {report["schema"] for report in reports} == {1}


def test_what_limits_it_is_given_with_a(scrapy: Run) -> None:
    done = scrapy("crawl", "fujian_pingtan", "-a", "year=2021", "-s", SAMPLE)
    (only,) = json.loads(done.stdout)["sites"]
    assert (done.returncode, only["state"], only["reports"]) == (0, "sampled", 1)


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("yunnan_simao",), 2, "NIANBAO_CONTACT"),
        (("nowhere", "-s", SAMPLE), 2, "there is no site nowhere"),
        (("yunnan_simao", "-s", "REPLAY=/nowhere.warc.gz"), 4, "/nowhere.warc.gz"),
        (("yunnan_simao", "-a", "colour=red"), 2, "with -a only"),
        (("yunnan_simao", "-a", "year=red", "-s", SAMPLE), 2, "red"),
        ((), 2, "name a site"),
    ],
)
def test_it_ends_with_the_status_of_nianbao(scrapy: Run, words: tuple[str, ...], status: int, said: str) -> None:
    done = scrapy("crawl", *words)
    assert (done.returncode, done.stdout) == (status, "")
    assert said in done.stderr
