"""Requests taken ahead over all machines: what a kill may cost, what comes back, and that nobody asks uncounted."""

import asyncio
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, text

from crawler import allotments, clock
from crawler.allotments import Allotments, allotments_of, portion, today
from crawler.limits import Limit, Wait
from crawler.pauses import Pause
from nianbao.store.locks import host_lock, open_locks, session_holding
from pipelines.allotting import DatabaseAllotter, counting_in

HOST = "www.one.test"
LIMIT = Limit(1000)


def counted(engine: Engine, host: str = HOST) -> int:
    with engine.connect() as connection:
        found = connection.execute(text("SELECT asked FROM host_day WHERE host = :host"), {"host": host})
        return int(found.scalar_one_or_none() or 0)


def took(shared: Allotments, times: int, host: str = HOST, limit: Limit = LIMIT) -> list[Wait | Pause | None]:
    async def take() -> list[Wait | Pause | None]:
        return [await shared.take(host, limit, 0) for _ in range(times)]

    return asyncio.run(take())


@contextmanager
def machine(engine: Engine) -> Iterator[Allotments]:
    """What a machine was allotted, until it is killed: it gives nothing back."""
    with open_locks(engine) as locks, ExitStack() as stack:
        locks.call("nianbao crawl 7")
        yield Allotments(DatabaseAllotter(engine, locks, stack))


def test_a_few_are_taken_at_once_and_what_is_left_is_given_back(database: tuple[str, Engine], tmp_path: Path) -> None:
    engine, base = database[1], tmp_path / "crawl-1"
    with open_locks(engine) as locks, counting_in(base, engine, locks):
        shared = allotments_of(base)
        assert shared is not None
        assert took(shared, 21) == [None] * 21
        # A kill at this moment costs the nineteen that were not used.
        assert counted(engine) == 40
        shared.put_back(HOST)
    assert (counted(engine), allotments_of(base)) == (20, None)


def test_a_small_day_is_taken_one_by_one() -> None:
    assert [portion(daily) for daily in (1, 8, 50, 100, 400, 1000, 10**6)] == [1, 1, 1, 2, 8, 20, 20]


def test_what_others_took_is_not_there_any_more(database: tuple[str, Engine]) -> None:
    limit, host = Limit(60), "www.both.test"
    with machine(database[1]) as first:
        assert took(first, 31, host, limit) == [None] * 31
    with machine(database[1]) as second:
        *given, refused = took(second, 30, host, limit)
    assert given == [None] * 29
    assert isinstance(refused, Wait)
    assert refused.told(host).endswith("over all machines these were the 60 requests a day of www.both.test: not asked")
    # Known from now on without a question; on the next day it is another number.
    assert second.wait(host, clock.now()) == refused
    assert second.wait(host, clock.now() + timedelta(days=1)) is None


def test_what_a_host_told_one_the_others_keep(database: tuple[str, Engine]) -> None:
    pause, host = Pause(clock.now() + timedelta(hours=1), 429), "www.busy.test"
    with machine(database[1]) as first:
        asyncio.run(first.tell(host, pause))
    with machine(database[1]) as second:
        assert took(second, 1, host) == [pause]
    assert counted(database[1], host) == 0


def test_without_the_database_nothing_is_asked_and_what_was_not_told_is_told_at_the_end(
    database: tuple[str, Engine], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(allotments, "PATIENCE", 0.3)
    monkeypatch.setattr(allotments, "BETWEEN", 0.1)
    engine, host = database[1], "www.away.test"
    pause = Pause(clock.now() + timedelta(hours=1), 503)

    async def ask(shared: Allotments) -> tuple[Wait | Pause | None, ...]:
        told = await shared.take(host, LIMIT, 0)
        await shared.tell(host, pause)
        return told, shared.wait(host, clock.now())

    with open_locks(engine) as locks, ExitStack() as stack:
        allotter = DatabaseAllotter(engine, locks, stack)
        allotter.engine = create_engine("postgresql+psycopg://nobody@127.0.0.1:1/nothing")
        shared = Allotments(allotter)
        first, known = asyncio.run(ask(shared))
        assert isinstance(first, Wait)
        assert "the database did not answer, which counts the requests of www.away.test: not asked" in first.told(host)
        assert known == first
        allotter.engine = engine
        shared.settle()
        assert took(Allotments(allotter), 1, host) == [pause]


def test_a_database_that_comes_back_is_waited_for(
    database: tuple[str, Engine], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(allotments, "BETWEEN", 0.05)
    engine = database[1]

    async def restarted(shared: Allotments) -> Wait | Pause | None:
        with engine.begin() as connection:
            connection.exec_driver_sql("ALTER TABLE host_day RENAME TO gone")
        asked = asyncio.create_task(shared.take("www.back.test", LIMIT, 0))
        await asyncio.sleep(0.2)
        assert not asked.done()
        with engine.begin() as connection:
            connection.exec_driver_sql("ALTER TABLE gone RENAME TO host_day")
        return await asked

    with machine(engine) as shared:
        assert asyncio.run(restarted(shared)) is None
    assert counted(engine, "www.back.test") == 20


def test_a_lock_that_was_lost_is_taken_again_unless_another_has_the_host(
    database: tuple[str, Engine], monkeypatch: pytest.MonkeyPatch
) -> None:
    engine, host, limit = database[1], "www.lost.test", Limit(50)
    with open_locks(engine) as locks, ExitStack() as stack, open_locks(engine) as other:
        locks.take(host_lock(host))
        shared = Allotments(DatabaseAllotter(engine, locks, stack))
        assert took(shared, 1, host, limit) == [None]
        # What a server that restarts, or a network, does to a connection that nobody uses.
        with engine.connect() as connection:
            connection.execute(text("SELECT pg_terminate_backend(:session, 5000)"), {"session": locks.session()})
        assert took(shared, 1, host, limit) == [None]
        assert not other.take(host_lock(host))
        with engine.connect() as connection:
            session = session_holding(connection, host_lock(host))
            connection.execute(text("SELECT pg_terminate_backend(:session, 5000)"), {"session": session})
        other.call("nianbao crawl 8")
        assert other.take(host_lock(host))
        monkeypatch.setattr(allotments, "BETWEEN", 0.05)
        (refused,) = took(shared, 1, host, limit)
        assert isinstance(refused, Wait)
        assert "nianbao crawl 8 has taken over the requests of www.lost.test: not asked" in refused.told(host)
        assert counted(engine, host) == 2
        other.give(host_lock(host))
        later = clock.now() + timedelta(minutes=2)
        monkeypatch.setattr(clock, "now", lambda: later)
        assert took(shared, 1, host, limit) == [None]


def test_another_day_is_counted_anew(database: tuple[str, Engine], monkeypatch: pytest.MonkeyPatch) -> None:
    host, tomorrow = "www.midnight.test", clock.now() + timedelta(days=1)
    with machine(database[1]) as shared:
        assert took(shared, 1, host) == [None]
        monkeypatch.setattr(clock, "now", lambda: tomorrow)
        assert took(shared, 1, host) == [None]
    with database[1].connect() as connection:
        asked = text("SELECT day, asked FROM host_day WHERE host = :host ORDER BY day")
        days = [tuple(row) for row in connection.execute(asked, {"host": host})]
    assert days == [(today(tomorrow - timedelta(days=1)), 20), (today(tomorrow), 20)]
