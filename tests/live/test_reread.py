"""What is held is read again from the archive: only what another reader made of it changes, killed or not."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from typing import Any

import pytest
from sqlalchemy import text

from proofs.world import World
from simulator.families import Trs
from simulator.portal import Portal

YEARS = range(2023, 2026)
KEY, MISREAD = "t3.granted.total", 2023
EARLIER = "0.0.1+earlier"
# What an earlier reader left: one cell of each report of one year read otherwise.
AGED = (
    "UPDATE figure SET value = value + 1 FROM reading"
    " WHERE figure.reading_id = reading.reading_id AND reading.year = :year AND figure.key = :key;"
    "UPDATE reading SET digest = 'earlier' WHERE year = :year AND numbers > 0;"
    "UPDATE reading SET reader = :earlier, read_at = read_at - interval '1 day';"
    "UPDATE reading_run SET reader = :earlier, read_at = read_at - interval '1 day';"
    "SELECT refresh_views()"
)
READ = "SELECT reader FROM reading_run WHERE reader <> :earlier"
WHERE = "SELECT file, record_offset FROM capture WHERE url = :url"
HELD = "SELECT count(*) FROM reading"
CHANGES = "SELECT cause, cell_id, from_value - to_value FROM pub.change ORDER BY cell_id"


def portal_of(place: str, host: str, **switches: Any) -> Portal:
    return Portal(Trs(**switches), place=place, host=host, years=YEARS, rows=3, twins=0)


class Run:
    """A crawl of a portal with tables in its pages and of one with tables in files beside them."""

    def __init__(self, live: World) -> None:
        self.live = live
        done = live.nianbao("crawl", "shili_pages", "shili_sheet", PROOF_PACE="0.05")
        assert (done.returncode, done.stderr) == (0, "")
        self.archive = self.digest_of_archive()
        self.whole = live.contents()
        self.pages = len(live.portals["pages"].reports())
        self.files = len(live.portals["sheet"].reports())

    @property
    def contents(self) -> int:
        """How many contents there are: each report is a page and a file beside it."""
        return 2 * (self.pages + self.files)

    @property
    def wrong(self) -> list[tuple[str, str, int]]:
        """The changes that the later reader makes, after `age`."""
        codes = sorted(portal.place.code for portal in self.live.portals.values())
        return [("reader", f"{code}-gov-{MISREAD}-a/{KEY}", 1) for code in codes]

    def age(self) -> None:
        """Put the database in the state in which the earlier reader had left it."""
        for statement in AGED.split(";"):
            named = {"year": MISREAD, "key": KEY, "earlier": EARLIER}
            self.execute(statement, **{name: said for name, said in named.items() if f":{name}" in statement})

    def execute(self, statement: str, **said: Any) -> None:
        with self.live.engine.begin() as connection:
            connection.execute(text(statement), said)

    def asked(self, statement: str, **said: Any) -> list[tuple[Any, ...]]:
        with self.live.engine.connect() as connection:
            return [tuple(row) for row in connection.execute(text(statement), said)]

    def digest_of_archive(self) -> list[str]:
        return [sha256(file.read_bytes()).hexdigest() for file in self.live.archives]

    def reread(self, *words: str, status: int = 0) -> dict[str, Any]:
        """What the command says became of it."""
        done = self.live.nianbao("reread", *words, "--format", "json")
        assert done.returncode == status, done.stderr
        told: dict[str, Any] = json.loads(done.stdout)
        assert len(done.stderr.splitlines()) == len(told["missing"] + told["refused"]) + bool(told["left"]) + status
        return told

    @contextmanager
    def damaged(self, url: str) -> Iterator[None]:
        """One record of the archive has another byte for a while."""
        [(file, offset)] = self.asked(WHERE, url=url)
        [archive] = [path for path in self.live.archives if str(path) == file]
        sound = archive.read_bytes()
        place = offset + 200
        archive.write_bytes(sound[:place] + bytes([sound[place] ^ 255]) + sound[place + 1 :])
        yield
        archive.write_bytes(sound)


def counts(told: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(told[name] for name in ("reread", "same", "changed", "figures", "unreadable", "lost"))


@pytest.fixture(scope="module")
def run(world: Callable[..., World]) -> Run:
    pages = portal_of("示例县", "www.pages.test")
    return Run(world(pages=pages, sheet=portal_of("甲区", "www.sheet.test", tables_in="xlsx")))


def test_the_same_reader_makes_the_same_of_everything(run: Run) -> None:
    assert counts(run.reread()) == (0, 0, 0, 0, 0, 0)
    assert counts(run.reread("--all")) == (run.contents, run.contents, 0, 0, 0, 0)
    assert run.live.contents() == run.whole


def test_a_damaged_page_is_named_with_the_file_beside_it_and_what_was_read_stands(run: Run) -> None:
    report = run.live.portals["sheet"].reports()[MISREAD]
    with run.damaged(report.url):
        told = run.reread("--all", status=1)
    assert counts(told) == (run.contents - 2, run.contents - 2, 0, 0, 0, 2)
    assert sorted(fault["url"] for fault in told["missing"]) == sorted((report.url, report.attachment))
    assert all("damaged" in fault["reason"] for fault in told["missing"])
    assert [report.url in fault["reason"] for fault in told["missing"]].count(True) == 1
    assert run.live.contents() == run.whole


def test_without_its_archive_all_is_named_and_nothing_is_lost_of_what_was_read(run: Run) -> None:
    [archive] = run.live.archives
    aside = archive.rename(archive.with_suffix(".aside"))
    told = run.reread("甲区", "--all", status=1)
    aside.rename(archive)
    assert counts(told) == (0, 0, 0, 0, 0, 2 * run.files)
    assert run.live.contents() == run.whole


def test_killed_at_work_it_goes_on_and_ends_as_if_it_had_not_been(run: Run) -> None:
    run.age()
    # What is read as before waits for nobody: the one that is held up is read otherwise.
    blocked = text("SELECT document_id FROM document WHERE url = :url FOR UPDATE")
    with run.live.engine.begin() as connection:
        connection.execute(blocked, {"url": run.live.portals["pages"].reports()[MISREAD].url})
        running = run.live.start("reread")
        until = time.monotonic() + 90
        while len(run.asked(READ, earlier=EARLIER)) < run.contents - 1:
            assert time.monotonic() < until
            time.sleep(0.1)
        running.kill()
        running.communicate()
    told = run.reread()
    assert (told["reread"], told["pending"]) == (1, 1)
    assert run.asked(CHANGES) == run.wrong
    assert counts(run.reread()) == (0, 0, 0, 0, 0, 0)


def test_another_reader_changes_what_it_reads_otherwise_and_no_source(run: Run) -> None:
    [reader] = {row[0] for row in run.asked(READ, earlier=EARLIER)}
    [(held,)] = run.asked(HELD)
    assert held == run.contents + len(run.wrong)
    run.execute("DELETE FROM reading_run WHERE reader = :reader", reader=reader)
    told = [run.reread("--limit", "5"), run.reread("示例县"), run.reread("--since-reader", reader)]
    assert sum(one["reread"] for one in told) == run.contents
    assert told[0]["left"] == run.contents - 5
    assert run.asked(CHANGES) == run.wrong
    assert run.asked(HELD) == [(held,)]


def test_a_version_that_read_nothing_is_a_wrong_call(run: Run) -> None:
    done = run.live.nianbao("reread", "--since-reader", "9.9")
    assert done.returncode == 2
    assert EARLIER in done.stderr


def test_where_nothing_was_crawled_there_is_nothing_to_read(run: Run) -> None:
    done = run.live.nianbao("reread", "浏阳市")
    assert (done.returncode, done.stdout) == (1, "")


def test_the_archive_is_untouched(run: Run) -> None:
    assert run.digest_of_archive() == run.archive
