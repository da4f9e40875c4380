"""What all machines know of a host, as the role that crawls: nothing is given twice, the longest pause counts."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import Connection, Engine, text

from nianbao.store.embedded import EmbeddedServer
from nianbao.store.engine import connect
from nianbao.store.host_accounts import PauseRow, allot, forget_old, give_back, pending_pause, save_pauses
from nianbao.store.roles import WRITER

DAY = date(2026, 3, 15)
NOW = datetime(2026, 3, 15, 4, tzinfo=UTC)
HOST = "www.one.test"


@pytest.fixture(scope="module")
def writer(database: tuple[str, Engine], embedded_server: EmbeddedServer) -> Iterator[Engine]:
    engine = connect(embedded_server.url(database[0], WRITER))
    yield engine
    engine.dispose()


@pytest.fixture
def held(writer: Engine) -> Iterator[Connection]:
    with writer.connect() as connection, connection.begin() as transaction:
        yield connection
        transaction.rollback()


def taken(connection: Connection, asked_here: int = 0, daily: int = 10) -> int:
    return allot(connection, HOST, DAY, most=4, daily=daily, asked_here=asked_here)


def test_a_day_is_given_out_once_and_what_comes_back_again(held: Connection) -> None:
    assert [taken(held) for _ in range(4)] == [4, 4, 2, 0]
    give_back(held, {(DAY, HOST): 3, (DAY, "www.unknown.test"): 1})
    assert [taken(held), taken(held)] == [3, 0]
    # A day of its own, and a host.
    assert allot(held, HOST, DAY + timedelta(days=1), most=4, daily=10, asked_here=0) == 4
    assert allot(held, "www.other.test", DAY, most=4, daily=1, asked_here=0) == 1


def test_what_a_machine_knows_by_itself_counts_where_it_is_more(held: Connection) -> None:
    assert [taken(held, asked_here=7), taken(held, asked_here=10)] == [3, 0]
    # A limit that was lowered meanwhile.
    assert taken(held, daily=5) == 0
    assert taken(held, asked_here=1, daily=12) == 2


def test_many_at_once_are_never_given_more_than_a_day_has(writer: Engine) -> None:
    def take_all(_: int) -> int:
        sum_taken = 0
        while True:
            with writer.begin() as connection:
                given = allot(connection, "www.many.test", DAY, most=3, daily=100, asked_here=0)
            if not given:
                return sum_taken
            sum_taken += given

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(take_all, range(4))) == 100


def test_the_longest_pause_counts_until_it_is_over(held: Connection) -> None:
    long, short = (PauseRow(HOST, NOW + timedelta(hours=hours), 429) for hours in (5, 1))
    save_pauses(held, [long])
    save_pauses(held, [short, PauseRow("www.other.test", NOW, 503)])
    save_pauses(held, [])
    assert pending_pause(held, HOST, NOW) == long
    assert pending_pause(held, HOST, long.until) is None
    assert pending_pause(held, "www.other.test", NOW) is None


def test_a_clock_that_is_years_ahead_keeps_nobody_away_for_years(held: Connection) -> None:
    now: datetime = held.execute(text("SELECT clock_timestamp()")).scalar_one()
    save_pauses(held, [PauseRow(HOST, now + timedelta(days=4000), 503), PauseRow("www.other.test", now, 503)])
    kept = pending_pause(held, HOST, now)
    assert kept is not None
    assert timedelta(days=30) <= kept.until - now < timedelta(days=31)


@pytest.mark.parametrize("ahead", [timedelta(0), timedelta(days=400)])
def test_what_is_over_is_forgotten_by_no_clock_that_is_ahead(held: Connection, ahead: timedelta) -> None:
    now: datetime = held.execute(text("SELECT clock_timestamp()")).scalar_one()
    for days in (0, 6, 9):
        allot(held, f"{days}.test", (now - timedelta(days=days)).date(), most=1, daily=1, asked_here=0)
        save_pauses(held, [PauseRow(f"{days}.test", now - timedelta(days=days), 503)])
    # One of a clock that is behind: its present is not over for it.
    forget_old(held, now - timedelta(days=30))
    kept = text("SELECT host FROM host_day WHERE host LIKE '_.test' UNION ALL SELECT host FROM host_pause ORDER BY 1")
    assert len(held.execute(kept).all()) == 6
    forget_old(held, now + ahead)
    assert list(held.execute(kept).scalars()) == ["0.test", "0.test", "6.test"]
