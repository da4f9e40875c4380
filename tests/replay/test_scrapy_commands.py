"""`scrapy list` and `scrapy crawl` work as a Scrapy user expects."""

import json
import subprocess
import sys
from pathlib import Path

from crawler.registry import sites
from nianbao.sample import sample_archives

ROOT = Path(__file__).resolve().parents[2]


def scrapy(*words: str) -> subprocess.CompletedProcess[str]:
    """Run Scrapy's own command in the project."""
    call = [sys.executable, "-m", "scrapy", *words]
    return subprocess.run(call, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)


def test_the_sites_are_spiders() -> None:
    assert scrapy("list").stdout.split() == [*sites()]


def test_a_spider_feeds_a_file(tmp_path: Path) -> None:
    feed = tmp_path / "pages.jsonl"
    done = scrapy("crawl", "fujian_pingtan", "-s", f"REPLAY={sample_archives()[0]}", "-O", str(feed))
    pages = [json.loads(line) for line in feed.read_text("utf-8").splitlines()]
    assert "ERROR" not in done.stderr
    assert sorted(page["year"] for page in pages) == [2011, 2014, *range(2017, 2026)]


def test_without_an_archive_it_says_that_there_is_nothing_to_answer_from() -> None:
    assert "answers come from archives alone" in scrapy("crawl", "yunnan_simao").stderr
