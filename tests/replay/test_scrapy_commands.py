"""`scrapy list` and `scrapy crawl` work as a Scrapy user expects; `crawl` is that of nianbao."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from crawler.registry import sites
from nianbao.archive.decoding import decoded_body
from nianbao.archive.index import build_index, request_key
from nianbao.archive.reader import load
from nianbao.sample import sample_archives
from nianbao.store.embedded import EmbeddedServer

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = f"REPLAY={sample_archives()[0]}"
LIST = "https://www.pingtan.gov.cn/zwgk/zfxxgk/zfxxgknb/"
PUTUO = "http://www.putuo.gov.cn/art/2021/2/5/art_1229486933_59083045.html"
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


def read_alone(url: str, folder: Path) -> Any:
    """What `nianbao read` prints of the page that the sample holds for this address."""
    (capture,) = build_index(sample_archives()).captures(request_key("GET", url))
    page, payload = folder / "page.html", load(capture.record)
    page.write_bytes(decoded_body(payload.headers, payload.body))
    call = [sys.executable, "-c", "from nianbao.cli.main import main; main()", "read", str(page), "--url", url]
    return json.loads(subprocess.run(call, capture_output=True, text=True, timeout=60, check=True).stdout)


def test_a_feed_holds_what_read_prints_of_the_same_pages(scrapy: Run, tmp_path: Path) -> None:
    feed = tmp_path / "%(name)s.json"
    assert scrapy("crawl", "fujian_pingtan", "zhejiang_putuo", "-s", SAMPLE, "-O", str(feed)).returncode == 0
    read = [json.loads((tmp_path / f"{name}.json").read_text("utf-8")) for name in ("fujian_pingtan", "zhejiang_putuo")]
    reports = {(report["title"], report["year"]): report for one in read for report in one}
    for url in (f"{LIST}202503/t20250310_97791.htm", f"{LIST}201204/t20120420_80678.htm", PUTUO):
        alone = read_alone(url, tmp_path)
        assert reports[alone["title"], alone["year"]] == alone


def test_the_shell_and_the_parser_answer_out_of_an_archive(scrapy: Run) -> None:
    shown = scrapy("shell", "--nolog", "-s", SAMPLE, "-c", "(response.status, response.url)", LIST)
    assert shown.stdout.strip() == f"(200, '{LIST}')", shown.stderr
    parsed = scrapy("parse", "--spider=fujian_pingtan", "-c", "parse_first_page", "--nocolour", "-s", SAMPLE, LIST)
    assert f"{LIST}index_1.htm" in parsed.stdout, parsed.stderr
    assert parsed.stdout.count("/t20") == 10


def test_the_contracts_of_a_spider_hold_it_to_its_list(scrapy: Run) -> None:
    good = scrapy("check", "fujian_pingtan", "-s", SAMPLE)
    assert (good.returncode, "Ran 1 contract" in good.stderr) == (0, True), good.stderr
    # The sample holds no list of this site.
    assert scrapy("check", "hunan_liuyang", "-s", SAMPLE).returncode == 1


def test_without_an_archive_they_ask_no_portal(scrapy: Run) -> None:
    assert "no portal is asked without an archive" in scrapy("shell", "-c", "response", LIST).stderr


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
        (("yunnan_simao", "hunan_liuyang", "-s", SAMPLE, "-O", "both.json"), 2, "2 sites in one file both.json"),
        (("yunnan_simao", "-a", "year=red", "-s", SAMPLE), 2, "red"),
        ((), 2, "name a site"),
    ],
)
def test_it_ends_with_the_status_of_nianbao(scrapy: Run, words: tuple[str, ...], status: int, said: str) -> None:
    done = scrapy("crawl", *words)
    assert (done.returncode, done.stdout) == (status, "")
    assert said in done.stderr
