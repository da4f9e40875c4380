"""Numbers for Prometheus: every state has one, they are served and written whole; a failed database is a number too."""

import json
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from urllib.request import urlopen

import pytest
from click.testing import CliRunner
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import Engine

from crawler import clock
from nianbao.cli.main import main
from nianbao.jobs.morning.exposition import answering, exposition
from nianbao.jobs.morning.health import archive_check, disk_check, night_check
from nianbao.jobs.morning.metrics import Measured, measure
from nianbao.jobs.morning.rules import rules
from nianbao.store.embedded import EmbeddedServer
from nianbao.store.models.looks import SITE_STATES
from nianbao.store.rows import CrawlSummary, SiteOutcome
from nianbao.store.save import finish_crawl, start_crawl
from nianbao.store.save_looks import LookRow, save_look

SITE = "fujian_pingtan"


@pytest.fixture(scope="module")
def held(database: tuple[str, Engine]) -> tuple[str, Engine]:
    """A database with one crawl of last night: a site of the registry was blocked."""
    now = clock.now()
    with database[1].begin() as connection:
        crawl = start_crawl(connection, [SITE], "live")
        facts = {"list_url": "http://x.test/list/", "is_whole": False, "shown": (), "url": "http://x.test/list/"}
        facts |= {"rule": "status 412", "evidence": "the portal answered 412", "record_id": "<urn:uuid:1>"}
        look = LookRow(SITE, now, now, state="blocked", troubles={"blocked": 1}, **facts)  # type: ignore[arg-type]
        save_look(connection, crawl, look)
        finish_crawl(connection, crawl, CrawlSummary((SiteOutcome(SITE, "blocked", None, 0, 0, 0, 0, 0),)))
    return database


@pytest.fixture(scope="module")
def measured(held: tuple[str, Engine], tmp_path_factory: pytest.TempPathFactory) -> Measured:
    """What is measured of it."""
    with held[1].begin() as connection:
        return measure(
            connection, {SITE: "350128", "hunan_liuyang": "430181"}, clock.now(), tmp_path_factory.mktemp("home")
        )


def samples(text: str) -> dict[tuple[str, tuple[str, ...]], float]:
    """Number by name and values of labels, read by the library's own reader."""
    families = text_string_to_metric_families(text)
    return {(one.name, tuple(one.labels.values())): one.value for family in families for one in family.samples}


def test_every_state_and_alarm_has_a_number(measured: Measured) -> None:
    told = samples(exposition(measured))
    assert told["nianbao_up", ()] == 1
    assert {labels[0] for name, labels in told if name == "nianbao_alarms"} == set(rules())
    assert told["nianbao_alarms", ("block", "alarm")] == 1
    assert told["nianbao_alarms", ("outage", "alarm")] == 0
    assert {labels[0] for name, labels in told if name == "nianbao_night_sites"} == set(SITE_STATES)
    assert told["nianbao_sites", ("blocked",)] == told["nianbao_sites", ("never",)] == 1
    assert told["nianbao_disk_free_bytes", ()] > 0


def test_the_page_tells_every_metric_and_no_other(measured: Measured) -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "monitoring.md").read_text("utf-8")
    written = {line.split("`")[1] for line in page.splitlines() if line.startswith("| `nianbao_")}
    assert written == {gauge.name for gauge in measured.gauges} | {"nianbao_up", "nianbao_measured_seconds"}


def test_they_are_served_and_measured_once_for_two_who_ask(measured: Measured) -> None:
    asked: list[int] = []

    def now() -> Measured:
        asked.append(1)
        return measured

    for answer, up in ((now, 1.0), (lambda: None, 0.0)):
        server = answering("127.0.0.1", 0, answer)
        thread = Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        texts = [_asked(server.server_port) for _ in range(2)]
        server.shutdown()
        server.server_close()
        thread.join()
        assert [samples(text)["nianbao_up", ()] for text in texts] == [up, up]
    assert len(asked) == 1


def _asked(port: int) -> str:
    with urlopen(f"http://127.0.0.1:{port}/metrics") as answer:
        return str(answer.read().decode())


@pytest.fixture
def nianbao(
    held: tuple[str, Engine], embedded_server: EmbeddedServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., tuple[int, str]]:
    """A command of ours on that database: exit status and what it printed."""
    monkeypatch.setenv("DATABASE_URL", embedded_server.url(held[0]))
    monkeypatch.setenv("NIANBAO_HOME", str(tmp_path / "home"))

    def run(*words: str) -> tuple[int, str]:
        done = CliRunner().invoke(main, words)
        return done.exit_code, done.stdout

    return run


def test_a_file_for_the_collector_is_written_whole(nianbao: Callable[..., tuple[int, str]], tmp_path: Path) -> None:
    out = tmp_path / "nianbao.prom"
    assert nianbao("metrics", "--out", str(out))[0] == 0
    assert samples(out.read_text("utf-8"))["nianbao_alarms", ("block", "alarm")] == 1
    assert [file.name for file in tmp_path.iterdir()] == ["nianbao.prom"]
    assert nianbao("metrics", "--out", str(tmp_path / "no" / "file"))[0] == 4
    assert nianbao("metrics", "--port", "9", "--out", str(out))[0] == 2


def test_the_status_names_the_cause_with_its_evidence(nianbao: Callable[..., tuple[int, str]]) -> None:
    status, said = nianbao("status", "--format", "json")
    told = json.loads(said)
    (alarm,) = [one for one in told["alarms"] if one["level"] == "alarm"]
    assert (status, alarm["alarm"], alarm["subject"], alarm["record"]) == (1, "block", SITE, "<urn:uuid:1>")
    assert told["sites"] == {"blocked": 1}
    status, said = nianbao("status")
    assert status == 1
    assert "block fujian_pingtan (new): the portal answered 412 (blocked 1)" in said
    assert nianbao("status", "--format", "csv")[1].startswith("level,alarm,")
    status, said = nianbao("status", "--night", "2020-01-01")
    assert status == 0
    assert "none on this day" in said
    assert nianbao("status", "--send")[0] == 2


def test_health_is_a_row_a_check(nianbao: Callable[..., tuple[int, str]], monkeypatch: pytest.MonkeyPatch) -> None:
    status, said = nianbao("status", "--health", "--format", "json")
    assert (status, [row["check"] for row in json.loads(said)]) == (0, ["database", "night", "disk", "archive"])
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody@127.0.0.1:9/nothing")
    status, said = nianbao("status", "--health", "--format", "json")
    assert (status, [row["check"] for row in json.loads(said) if not row["ok"]]) == (1, ["database"])


def test_a_folder_that_cannot_be_written_and_a_full_disk_are_ill(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "archive"
    file.write_text("no folder", encoding="utf-8")
    assert not archive_check(file).ok
    assert archive_check(tmp_path / "other").ok
    assert disk_check(tmp_path / "not" / "there").ok
    monkeypatch.setattr("nianbao.jobs.morning.health.health_limit", lambda _: 10**12)
    assert not disk_check(tmp_path).ok


def test_nothing_crawled_yet_is_no_illness(new_database: Callable[[], tuple[str, Engine]]) -> None:
    with new_database()[1].begin() as connection:
        assert night_check(connection, {}, clock.now()).ok
