"""`nianbao crawl` and `nianbao demo` as processes: what is printed, how they end, what is kept."""

import gzip
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from sqlalchemy import Engine, text

from crawler.registry import sites
from nianbao.archive.writer import ArchiveWriter, Exchange
from nianbao.cli.main import main
from nianbao.sample import sample_archives
from nianbao.store.embedded import EmbeddedServer

SAMPLE = sample_archives()[0]
LIST = "https://www.pingtan.gov.cn/zwgk/zfxxgk/zfxxgknb/"
LAST = f"{LIST}202603/t20260313_105587.htm"
TABLES = ("capture", "listing", "portal", "publisher", "document", "edition", "reading", "figure", "finding", "report")
# Internet addresses are tuples; the fork server is reached by a path.
LISTENING = (
    "import sys; sys.addaudithook(lambda event, facts: event in ('socket.connect', 'socket.getaddrinfo') and "
    "not isinstance(facts[-1], (str, bytes)) and sys.stderr.write(f'CONNECTED {event} {facts}\\n')); "
    "from nianbao.cli.main import main; main()"
)
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def nianbao(database: tuple[str, Engine], embedded_server: EmbeddedServer) -> Run:
    """Run the command on the module's database, listening for connections."""
    url = embedded_server.url(database[0])
    surroundings = {**os.environ, "DATABASE_URL": url, "NIANBAO_HOME": str(embedded_server.home)}

    def run(*words: str, **more: str) -> subprocess.CompletedProcess[str]:
        call = [sys.executable, "-c", LISTENING, *words]
        env: Mapping[str, str] = {**surroundings, **more}
        return subprocess.run(call, env=env, capture_output=True, text=True, timeout=120, check=False)

    return run


def records_of(archive: Path) -> Iterator[bytes]:
    """The records of an archive, unpacked."""
    for record in gzip.decompress(archive.read_bytes()).split(b"WARC/1.1\r\n")[1:]:
        yield b"WARC/1.1\r\n" + record


def write_records(path: Path, records: Iterator[bytes]) -> str:
    """Records packed into an archive."""
    path.write_bytes(b"".join(gzip.compress(record) for record in records))
    return str(path)


def sites_of(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    """The outcomes that `crawl` printed, by site."""
    return {outcome["site"]: outcome for outcome in json.loads(done.stdout)["sites"]}


def counts(engine: Engine, *tables: str) -> dict[str, int]:
    """How many rows each table holds."""
    with engine.connect() as connection:
        return {table: connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one() for table in tables}  # noqa: S608


@pytest.fixture(scope="module")
def first(nianbao: Run) -> subprocess.CompletedProcess[str]:
    """The sample crawled into the module's database for the first time."""
    return nianbao("crawl", "--replay", str(SAMPLE))


def test_the_sample_is_crawled_whole_and_again_without_a_change(
    nianbao: Run, database: tuple[str, Engine], first: subprocess.CompletedProcess[str]
) -> None:
    assert (first.returncode, first.stderr) == (0, "")
    told = json.loads(first.stdout)
    assert told["complete"] is True
    assert set(told["sites"][0]) == {
        "site", "state", "declared", "listed", "reports", "new", "changed", "findings",
    }  # fmt: skip
    pingtan = sites_of(first)["fujian_pingtan"]
    assert [pingtan[key] for key in ("state", "listed", "reports", "new", "changed")] == ["complete", 16, 11, 11, 0]
    kept = counts(database[1], *TABLES)
    again = nianbao("crawl", "--replay", str(SAMPLE))
    assert again.returncode == 0
    assert sum(outcome["new"] + outcome["changed"] for outcome in sites_of(again).values()) == 0
    assert counts(database[1], *TABLES) == kept


@pytest.mark.usefixtures("first")
def test_every_answer_is_on_record_and_every_listed_row_has_its_state(database: tuple[str, Engine]) -> None:
    with database[1].connect() as connection:
        fetched = {row.url for row in connection.execute(text("SELECT url FROM capture"))}
        counted = "SELECT verdict, state, count(*) FROM listing WHERE site = 'fujian_pingtan' GROUP BY 1, 2 ORDER BY 1"
        states = connection.execute(text(counted)).all()
    assert {LIST, f"{LIST}index_1.htm", LAST, "https://www.pingtan.gov.cn/robots.txt"} <= fetched
    assert [tuple(row) for row in states] == [
        ("not_a_report", "listed", 1),
        ("other_organ", "listed", 4),
        ("report", "held", 11),
    ]


def test_what_the_archive_lacks_makes_the_crawl_incomplete(nianbao: Run, tmp_path: Path) -> None:
    lost = (LAST, f"{LIST}index_1.htm")
    lines = [f"WARC-Target-URI: {url}\r\n".encode() for url in lost]
    held = (record for record in records_of(SAMPLE) if not any(line in record for line in lines))
    done = nianbao("crawl", "fujian_pingtan", "--replay", write_records(tmp_path / "part.warc.gz", held))
    assert done.returncode == 1
    assert sites_of(done)["fujian_pingtan"]["state"] == "partial"
    assert [url for url in lost if f"fujian_pingtan: {url}: " not in done.stderr] == []


def answering(path: Path, site: str, mime: str, body: bytes) -> str:
    """An archive in which the site's known address answers with this body."""
    at = datetime(2026, 1, 1, tzinfo=UTC)
    with ArchiveWriter(path) as archive:
        url = sites()[site].reports[0]
        archive.write(Exchange(url, "GET", [], b"", 200, "OK", [("Content-Type", mime)], body, at))
    return str(path)


def test_a_page_that_cannot_be_read_falls_short_and_a_file_of_another_format_does_not(
    nianbao: Run, tmp_path: Path, new_database: Callable[[], tuple[str, Engine]], embedded_server: EmbeddedServer
) -> None:
    cell = "<table><tr><td colspan=1000000000>1</td></tr></table>"
    bomb = f"<html><body><h1>浏阳市人民政府2023年政府信息公开工作年度报告</h1>{cell}{'<p>示例</p>' * 50}</body></html>"
    page = answering(tmp_path / "bomb.warc.gz", "hunan_liuyang", "text/html", bomb.encode())
    file = answering(tmp_path / "rar.warc.gz", "yunnan_simao", "application/x-rar", b"Rar!\x1a\x07\x00 and so on")
    name, engine = new_database()
    words = ("crawl", "hunan_liuyang", "yunnan_simao", "--replay", page, "--replay", file)
    done = nianbao(*words, DATABASE_URL=embedded_server.url(name))
    assert done.returncode == 1
    assert "hunan_liuyang: " in done.stderr
    assert "it was not read: " in done.stderr
    assert "yunnan_simao" not in done.stderr
    assert [sites_of(done)[site]["state"] for site in ("hunan_liuyang", "yunnan_simao")] == ["partial", "sampled"]
    with engine.connect() as connection:
        listed = connection.execute(text("SELECT url, state FROM listing WHERE site = 'yunnan_simao'")).all()
    assert [tuple(row) for row in listed] == [(sites()["yunnan_simao"].reports[0], "format_not_read")]


def test_an_archive_that_was_altered_ends_the_crawl_with_4(nianbao: Run, tmp_path: Path) -> None:
    altered = (record.replace("闵行区".encode(), "闵衍区".encode(), 1) for record in records_of(SAMPLE))
    done = nianbao("crawl", "shanghai_minhang", "--replay", write_records(tmp_path / "altered.warc.gz", altered))
    assert done.returncode == 4
    assert sites_of(done)["shanghai_minhang"]["state"] == "failed"
    assert "altered.warc.gz: record <urn:uuid:" in done.stderr


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("crawl", "nowhere", "--replay", "x"), 2, "there is no site nowhere"),
        (("crawl", "--region", "普陀区", "--replay", "x"), 2, "310107"),
        (("crawl", "--replay", "/nowhere.warc.gz"), 4, "/nowhere.warc.gz"),
        (("crawl",), 2, "--replay"),
        (("sites", "nowhere"), 2, "there is no site nowhere"),
        (("sites", "--live"), 2, "--live belongs to --check"),
        (("sites", "--check", "--write"), 2, "--write belongs to --check --live"),
        (("sites", "--check", "--live"), 2, "NIANBAO_CONTACT"),
        (("--sample", "sites", "--check", "--live"), 2, "leave --sample out"),
    ],
)
def test_calls_that_are_refused(
    database: tuple[str, Engine],
    embedded_server: EmbeddedServer,
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...],
    status: int,
    said: str,
) -> None:
    monkeypatch.setenv("DATABASE_URL", embedded_server.url(database[0]))
    done = CliRunner().invoke(main, words)
    assert (done.exit_code, done.stdout) == (status, "")
    assert said in done.stderr


def test_a_database_that_does_not_answer_ends_the_crawl_with_4(nianbao: Run) -> None:
    done = nianbao("crawl", "--replay", str(SAMPLE), DATABASE_URL="postgresql://nobody@127.0.0.1:1/none")
    assert done.returncode == 4


def test_the_demo_ends_with_the_history_and_uses_no_network(nianbao: Run) -> None:
    done = nianbao("demo", "--format", "json")
    assert done.returncode == 0, done.stderr
    assert "CONNECTED" not in done.stderr
    history = json.loads(done.stdout)
    assert history["region"]["code"] == "350128"
    assert [report["year"] for report in history["reports"]] == [2011, 2014, *range(2017, 2026)]
    asked = nianbao("--sample", "history", "fujian_pingtan", "--format", "json")
    assert asked.stdout == done.stdout


def test_the_registry_is_printed_and_checked(nianbao: Run) -> None:
    listed = nianbao("sites", "--format", "json")
    assert "fujian_pingtan" in {row["site"] for row in json.loads(listed.stdout)}
    checked = nianbao("sites", "--check")
    assert (checked.returncode, checked.stdout) == (0, "")
    # No portal was ever asked from here.
    count = len(sites())
    assert checked.stderr == f"{count} sites, no fault; {count} of them never found good live\n"
    some = json.loads(nianbao("sites", "yunnan_simao", "--region", "350128", "--format", "json").stdout)
    assert [(row["site"], row["checked"], row["check_failed"]) for row in some] == [
        ("yunnan_simao", None, None),
        ("fujian_pingtan", None, None),
    ]
