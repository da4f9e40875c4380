"""What a run says of documents that are read otherwise, refused, broken on, or not in the archive."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import SQLAlchemyError

from crawler.content import content_digest
from crawler.registry import sites
from extractors.errors import Refused
from nianbao.archive.reader import iter_captures
from nianbao.domain.capture import Capture
from nianbao.domain.report import Report
from nianbao.sample import sample_archives
from nianbao.store.save import save_capture, save_report, save_sites, start_crawl
from pipelines.check import judged
from pipelines.pool import ReaderPool
from pipelines.reading import read_report
from pipelines.reread.account import Account
from pipelines.reread.archived import archived_body
from pipelines.reread.groups import groups
from pipelines.reread.run import Wanted, run_reread

SITE, KEY = "fujian_pingtan", "t3.granted.total"
# Reports of 2023 to 2025, by the day they came out.
PAGES = ("202403/", "202503/", "202603/")
SOURCES = "SELECT count(*) FROM pub.change WHERE cause <> 'reader'"
CHANGED = "SELECT to_value - from_value FROM pub.change WHERE cause = 'reader' AND key = :key ORDER BY at"


@dataclass(frozen=True)
class Reader:
    """A version of the reader: the real one, but for what is named by a part of an address."""

    refuses: str = "-"
    breaks_on: str = "-"
    misreads: str = "-"

    async def read(self, body: bytes, *, url: str = "", year: int | None = None) -> Report:
        """The report, with one too many granted where it misreads."""
        if self.refuses in url:
            raise Refused("示例")
        if self.breaks_on in url:
            raise ValueError("示例")
        report = await asyncio.to_thread(read_report, body, url, year)
        return more_granted(report) if self.misreads in url else report


def more_granted(report: Report) -> Report:
    """The report with one cell read otherwise."""
    figures = (
        replace(each, value=each.value + 1) if each.key == KEY and each.value is not None else each
        for each in report.figures
    )
    return replace(report, figures=tuple(figures))


class Shelf:
    """Three reports of one site, read by the version `1+a`; what its database is asked."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        stored = (one.capture for archive in sample_archives() for one in iter_captures(archive))
        self.captures = [one for one in stored if "pingtan" in one.url and any(day in one.url for day in PAGES)]
        with engine.begin() as connection:
            save_sites(connection, [sites()[SITE]])
            self.crawl = start_crawl(connection, [SITE], "replay")
        for capture in self.captures:
            self.keep(capture)

    def keep(self, capture: Capture) -> None:
        """As a crawl does."""
        body = archived_body(capture)
        report = judged(read_report(body, capture.url, None), sites()[SITE])
        with self.engine.begin() as connection:
            save_capture(connection, self.crawl, SITE, capture)
            digest = content_digest(body, capture.mime, ())
            save_report(connection, site=SITE, capture=capture, content_digest=digest, report=report, reader="1+a")

    def reread(self, version: str, reader: Reader) -> Account:
        """A run of the default kind."""
        wanted = Wanted(readers=(version,))
        return run_reread(self.engine, pool=reader, reader=version, wanted=wanted, watch=lambda _: None)

    def asked(self, statement: str, **said: Any) -> list[Any]:
        with self.engine.connect() as connection:
            return list(connection.execute(text(statement), said).scalars())

    def execute(self, statement: str, **said: Any) -> None:
        with self.engine.begin() as connection:
            connection.execute(text(statement), said)


@pytest.fixture
def shelf(new_database: Callable[[], tuple[str, Engine]]) -> Shelf:
    _, engine = new_database()
    shelf = Shelf(engine)
    assert len(shelf.captures) == len(PAGES)
    return shelf


def counts(account: Account) -> tuple[int, ...]:
    return account.same, account.changed, account.figures, len(account.refused), account.lost


def test_a_cell_read_otherwise_and_back_is_two_changes_of_the_reader(shelf: Shelf) -> None:
    assert counts(shelf.reread("2+b", Reader(misreads=PAGES[1]))) == (2, 1, 1, 0, 0)
    assert counts(shelf.reread("2+b", Reader())) == (0, 0, 0, 0, 0)
    assert counts(shelf.reread("3+c", Reader())) == (2, 1, 1, 0, 0)
    assert shelf.asked(CHANGED, key=KEY) == [1, -1]
    assert shelf.asked(SOURCES) == [0]


def test_what_is_refused_or_broken_on_is_named_stops_nothing_and_is_tried_again(shelf: Shelf) -> None:
    account = shelf.reread("2+b", Reader(refuses=PAGES[0], breaks_on=PAGES[2]))
    assert counts(account) == (1, 0, 0, 2, 0)
    assert not account.complete
    assert sorted(fault.reason for fault in account.refused) == [
        "error while reading or storing: ValueError: 示例",
        "it was not read: 示例",
    ]
    again = shelf.reread("2+b", Reader())
    assert (counts(again), again.complete) == ((2, 0, 0, 0, 0), True)


def test_an_earlier_look_is_read_where_the_last_ones_file_is_gone(shelf: Shelf) -> None:
    shelf.execute(
        "INSERT INTO capture (crawl_id, site, url, captured_at, status, mime, file, record_offset, record_id, digest,"
        " edition_id) SELECT crawl_id, site, url, captured_at + interval '1 day', status, mime, '/gone.warc.gz',"
        " record_offset, record_id || 'again', digest, edition_id FROM capture WHERE url LIKE :page",
        page=f"%{PAGES[0]}%",
    )
    account = shelf.reread("2+b", Reader())
    assert (counts(account), account.complete) == ((3, 0, 0, 0, 0), False)
    assert [("/gone.warc.gz" in fault.reason, PAGES[0] in fault.url) for fault in account.missing] == [(True, True)]


def test_other_bytes_than_were_captured_are_not_read(shelf: Shelf) -> None:
    shelf.execute("UPDATE capture SET digest = 'sha256:other' WHERE url LIKE :page", page=f"%{PAGES[0]}%")
    shelf.execute("DELETE FROM capture WHERE url LIKE :page", page=f"%{PAGES[1]}%")
    account = shelf.reread("2+b", Reader())
    assert counts(account) == (1, 0, 0, 0, 2)
    told = {fault.url.rpartition("zfxxgknb/")[2][:7]: fault.reason for fault in account.missing}
    assert "holds other bytes than were captured" in told[PAGES[0]]
    assert told[PAGES[1]] == "no capture of it is on record any more"


def test_a_content_stays_what_it_was_where_contents_are_told_apart_otherwise_now(shelf: Shelf) -> None:
    shelf.execute("UPDATE edition SET digest = 'sha256:by earlier rules ' || edition_id")
    assert counts(shelf.reread("2+b", Reader(misreads=PAGES[1]))) == (2, 1, 1, 0, 0)
    assert shelf.asked("SELECT count(*) FROM edition") == [len(PAGES)]
    assert shelf.asked(SOURCES) == [0]


def test_a_database_that_refuses_ends_the_run_and_the_next_one_goes_on(shelf: Shelf) -> None:
    shelf.execute("ALTER TABLE reading_run ADD CONSTRAINT shut CHECK (reader <> '2+b')")
    with pytest.raises(SQLAlchemyError):
        shelf.reread("2+b", Reader())
    shelf.execute("ALTER TABLE reading_run DROP CONSTRAINT shut")
    assert counts(shelf.reread("2+b", Reader())) == (3, 0, 0, 0, 0)


# What happens between two runs: a figure that an earlier reader read otherwise, a file that is gone, an organ of which
# it was not known that it governs, a report that was taken for another region's.
AGED = (
    "WITH aged AS (UPDATE reading SET digest = 'earlier' WHERE reading_id = 2 RETURNING reading_id)"
    " UPDATE figure SET value = value + 1 FROM aged WHERE figure.reading_id = aged.reading_id AND key = :key"
)
BETWEEN = (
    "SELECT",
    AGED,
    "UPDATE capture SET file = '/gone.warc.gz' WHERE edition_id = 1",
    "UPDATE publisher SET governs = false",
    "UPDATE publisher SET region_id = (SELECT min(region_id) FROM region WHERE region_id <> publisher.region_id)",
)
LEFT = (
    "SELECT edition_id, report_id, unplaced, digest, reader FROM reading ORDER BY reading_id",
    "SELECT edition_id, reading_id, reader FROM reading_run ORDER BY edition_id, reader, reading_id",
    "SELECT region_id, name, slug, governs FROM publisher ORDER BY publisher_id",
    "SELECT reading_id, count(*), sum(value) FROM figure GROUP BY reading_id ORDER BY reading_id",
    "SELECT url, carrier, attached_to FROM document ORDER BY document_id",
)


def played(shelf: Shelf, pool: ReaderPool, at_once: bool) -> list[Any]:
    """What each run says and leaves."""
    told: list[Any] = []
    for number, between in enumerate(BETWEEN):
        shelf.execute(between, **({"key": KEY} if ":key" in between else {}))
        wanted, reader = Wanted(), f"{number}+x"
        batches = pool if at_once else None
        account = run_reread(
            shelf.engine, pool=pool, batches=batches, reader=reader, wanted=wanted, watch=lambda _: None
        )
        with shelf.engine.connect() as connection:
            left = [[tuple(row) for row in connection.execute(text(query))] for query in LEFT]
        told.append((account.to_json(), left))
    return told


def test_many_at_once_come_to_the_same_as_each_alone(new_database: Callable[[], tuple[str, Engine]]) -> None:
    alone, at_once = (Shelf(new_database()[1]) for _ in range(2))
    with ReaderPool(1, preload=["pipelines.reread.elsewhere"]) as pool:
        expected = played(alone, pool, at_once=False)
        assert played(at_once, pool, at_once=True) == expected
    kept = [(said["same"], said["changed"], said["lost"]) for said, _ in expected]
    assert kept == [(3, 0, 0), (2, 1, 0), (2, 0, 1), (2, 0, 1), (2, 0, 1)]


def test_a_group_is_of_many_sites_and_of_parts_of_a_large_one() -> None:
    pending = {"a": [1, 2], "b": [3, 4, 5, 6, 7], "c": [8]}
    assert list(groups(pending, 100, 3)) == [{"a": [1, 2], "b": [3]}, {"b": [4, 5, 6]}, {"b": [7], "c": [8]}]
    assert list(groups(pending, 4, 3)) == [{"a": [1, 2], "b": [3]}, {"b": [4]}]
    assert list(groups(pending, 0, 3)) == []
