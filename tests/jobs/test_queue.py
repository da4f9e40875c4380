"""The plan and the queue in a real database: planned once, put back where a job was lost, cancelled, tried again."""

import asyncio
import json
import time
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from itertools import chain, repeat
from typing import Any

import pytest
from sqlalchemy import Engine, bindparam, text
from sqlalchemy.dialects.postgresql import JSONB

from crawler.windows import window_of
from nianbao.domain.nightly import asked_on
from nianbao.domain.report import PublisherKind
from nianbao.jobs import worker
from nianbao.jobs.app import queue_app
from nianbao.jobs.child import Ended, How
from nianbao.jobs.crawling import Crawling
from nianbao.jobs.deciding import cancel_job, retry_job
from nianbao.jobs.hours import Hours
from nianbao.jobs.keeping import keep_going
from nianbao.jobs.planning import plan_night, plan_these
from nianbao.jobs.rereading import plan_reread, settle
from nianbao.jobs.retrying import MOST_ATTEMPTS, TryAgain
from nianbao.jobs.schema import check_queue, installed, newest, upgrade_queue
from nianbao.jobs.settling import Settling
from nianbao.store.embedded import EmbeddedServer
from nianbao.store.engine import connect
from nianbao.store.locks import open_locks
from nianbao.store.nights import NightRow, begin_sites, night_of, open_sites
from nianbao.store.query_queue import jobs_on_record
from nianbao.store.query_seen import seen_sites
from nianbao.store.reread_runs import batch_of, runs_on_record
from nianbao.store.roles import WRITER

NOW = datetime(2027, 1, 10, 12, 5, tzinfo=UTC)
HOURS = Hours(date(2027, 1, 10), NOW - timedelta(minutes=5), NOW + timedelta(hours=10), True)
ALL_DAY = window_of("00:00-23:59")
JOBS = text("SELECT count(*) FROM jobs.procrastinate_jobs WHERE task_name = 'crawl'")
STATES = text("SELECT state, count(*) AS sites FROM night_site WHERE night_id = :night GROUP BY state")


@pytest.fixture(scope="module")
def database(new_database: Callable[[], tuple[str, Engine]]) -> tuple[str, Engine]:
    """A database with a queue: its name, and its owner's engine."""
    name, owner = new_database()
    upgrade_queue(owner)
    return name, owner


@pytest.fixture(scope="module")
def engine(database: tuple[str, Engine], embedded_server: EmbeddedServer) -> Iterator[Engine]:
    """The same as workers use it: as the role that may append."""
    writer = connect(embedded_server.url(database[0], WRITER))
    yield writer
    writer.dispose()


def run_apart(work: Coroutine[Any, Any, Any]) -> None:
    """Run it to its end in a thread of its own: in this one a browser of other tests may have its loop."""
    with ThreadPoolExecutor(1) as apart:
        apart.submit(asyncio.run, work).result()


def counted(engine: Engine, asked: Any) -> int:
    with engine.connect() as connection:
        found: int = connection.execute(asked).scalar_one()
        return found


def states(engine: Engine, night: int) -> dict[str, int]:
    with engine.connect() as connection:
        return {row.state: row.sites for row in connection.execute(STATES, {"night": night})}


def names_of(count: int) -> list[str]:
    """Sites of the shipped registry."""
    from crawler.registry import sites

    return sorted(sites())[:count]


def test_the_librarys_tables_are_made_once_and_the_writer_may_use_them(
    database: tuple[str, Engine], engine: Engine
) -> None:
    upgrade_queue(database[1])
    check_queue(engine)
    with engine.begin() as connection:
        assert installed(connection) == newest()
        connection.exec_driver_sql("DELETE FROM jobs.procrastinate_jobs WHERE id = 0")
        assert connection.exec_driver_sql("SELECT has_schema_privilege('jobs', 'CREATE')").scalar_one() is False


def test_a_night_is_planned_once_with_a_job_a_batch(engine: Engine) -> None:
    first = plan_night(engine, queue_app(engine), HOURS, NOW, size=50)
    again = plan_night(engine, queue_app(engine), HOURS, NOW + timedelta(hours=1), size=10)
    assert (again.night, again.was_there, again.sites) == (first.night, True, first.sites)
    assert len(first.sites) == first.judged > 100
    assert counted(engine, JOBS) == first.batches
    with engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM jobs.procrastinate_jobs")
    run_apart(kept(engine))
    # Whatever took the jobs away, such as a backup that holds our tables alone: every open batch has one again.
    assert counted(engine, JOBS) == first.batches


async def kept(engine: Engine) -> None:
    app = queue_app(engine)
    async with app.open_async():
        await keep_going(app, engine)
        await keep_going(app, engine)


def test_what_is_asked_for_comes_first_can_be_cancelled_and_tried_again(engine: Engine) -> None:
    app = queue_app(engine)
    with app.open():
        plan = plan_these(engine, app, names_of(3), "asked for", {"year": "2025"}, HOURS, NOW)
        with engine.begin() as connection:
            first, *_ = jobs_on_record(connection, ("crawl",))
        assert (first["night_id"], first["state"], first["open"]) == (plan.night, "waiting", 3)
        assert cancel_job(engine, app, first["job"]) == {"job": first["job"], "state": "cancelled", "sites": 3}
        assert states(engine, plan.night or 0) == {"cancelled": 3}
        assert ALL_DAY is not None
        again = retry_job(engine, app, first["job"], ALL_DAY)
    assert (again["sites"], states(engine, again["night"])) == (names_of(3), {"planned": 3})
    with engine.begin() as connection:
        night = night_of(connection, again["night"])
    assert night is not None
    assert (night.trigger, night.options) == ("adhoc", {"year": "2025"})


def begun(engine: Engine, names: list[str]) -> NightRow:
    """A plan of these sites, with a process under way for them."""
    plan = plan_these(engine, queue_app(engine), names, "asked for", {}, HOURS, NOW)
    with engine.begin() as connection:
        begin_sites(connection, plan.night or 0, names, "process 1", NOW)
        night = night_of(connection, plan.night or 0)
    assert night is not None
    return night


def test_blocks_are_an_end_and_what_is_ours_is_tried_again_until_it_is_given_up(engine: Engine) -> None:
    blocked, failed = names_of(2)
    night = begun(engine, [blocked, failed])
    with engine.begin() as connection:
        connection.exec_driver_sql("INSERT INTO crawl (kind, selection, state) VALUES ('live', '{}', 'running')")
        crawl = connection.exec_driver_sql("SELECT max(crawl_id) FROM crawl").scalar_one()
    told = [{"site": blocked, "state": "blocked"}, {"site": failed, "state": "failed"}]
    ended = Ended(How.ENDED, 1, {"crawl": crawl, "sites": told}, (f"{failed}: the crawl: disk full",))
    for attempt in range(1, MOST_ATTEMPTS + 1):
        with engine.begin() as connection:
            rows = open_sites(connection, night.night_id, 1)
            if attempt > 1:
                begin_sites(connection, night.night_id, [failed], "process 1", NOW)
                assert [(row.site, row.state, row.attempts) for row in rows] == [(failed, "planned", attempt - 1)]
            Settling(connection, night.night_id, 1, ended).all(rows)
    assert states(engine, night.night_id) == {"done": 1, "given_up": 1}


def test_nothing_is_asked_after_the_deadline(database: tuple[str, Engine], engine: Engine) -> None:
    night = begun(engine, names_of(4))
    past = {"then": NOW - timedelta(days=900), "past": NOW - timedelta(days=800), "night": night.night_id}
    with database[1].begin() as connection:
        moved = "UPDATE night SET planned_at = :then, deadline = :past WHERE night_id = :night"
        connection.execute(text(moved), past)
        late = night_of(connection, night.night_id)
    assert late is not None
    with open_locks(engine) as locks:
        run_apart(Crawling(engine, locks, late, 1, asyncio.Event(), 0.0).run())
    assert states(engine, night.night_id) == {"missed": 4}


def test_a_try_that_a_wrong_clock_has_set_far_ahead_is_had_now(engine: Engine) -> None:
    plan = plan_these(engine, queue_app(engine), names_of(1), "asked for", {}, HOURS, NOW)
    job = text("SELECT max(job_id) FROM night_site WHERE night_id = :night").bindparams(night=plan.night)
    number = counted(engine, job)
    with engine.begin() as connection:
        ahead = "UPDATE jobs.procrastinate_jobs SET scheduled_at = now() + interval '400 days' WHERE id = :job"
        connection.execute(text(ahead), {"job": number})
    run_apart(kept(engine))
    with engine.begin() as connection:
        (found,) = jobs_on_record(connection, ("crawl",), job=number)
    assert (found["state"], found["not_before"]) == ("waiting", None)


def test_batches_of_reading_again_are_counted_together(engine: Engine) -> None:
    pending = {"shili_a": range(3), "shili_b": range(5), "shili_c": range(2000)}
    run = plan_reread(engine, queue_app(engine), {site: list(held) for site, held in pending.items()}, ["--all"])
    account = {"pending": 6, "reread": 5, "same": 4, "changed": 1, "figures": 9, "unreadable": 1, "lost": 0}
    with engine.begin() as connection:
        row = batch_of(connection, run, 1)
    assert row is not None
    assert (list(row.sites), list(row.options)) == (["shili_a", "shili_b"], ["--all"])
    settle(engine, run, 1, row, Ended(How.ENDED, 1, account, ()))
    with pytest.raises(TryAgain, match="killed by signal 9"):
        settle(engine, run, 2, row, Ended(How.ENDED, -9, None, ()))
    with engine.begin() as connection:
        (told,) = runs_on_record(connection, run)
    assert (told["batches"], told["ended"], told["pending"], told["before"]) == (2, 1, 2008, 2)
    assert (told["reread"], told["changed"], told["figures"], told["unreadable"]) == (5, 1, 9, 1)


def looked(engine: Engine, began: datetime, state: str, options: str, *, whole: bool = True) -> None:
    """A crawl that looked at the site `shili_seen`."""
    with engine.begin() as connection:
        crawl = text("INSERT INTO crawl (kind, selection, state, options) VALUES ('live', '{}', 'running', :options)")
        connection.execute(crawl.bindparams(bindparam("options", type_=JSONB)), {"options": json.loads(options)})
        connection.execute(
            text(
                "INSERT INTO look (site, began, ended, crawl_id, state, is_whole, rule, evidence, troubles)"
                " SELECT 'shili_seen', :began, :began, max(crawl_id), :state, :whole, '', '', '{}' FROM crawl"
            ),
            {"began": began, "state": state, "whole": whole},
        )


def test_what_was_seen_of_a_site_and_when(engine: Engine) -> None:
    days = [NOW - timedelta(days=ago) for ago in (40, 20, 10, 5, 2, 1)]
    looked(engine, days[0], "complete", "{}")
    looked(engine, days[1], "partial", "{}")
    looked(engine, days[2], "sampled", '{"look": "5"}')
    # Neither a sample nor a list that broke off is a look at all of it; what failed by our doing is none.
    looked(engine, days[3], "sampled", '{"year": "2025"}')
    looked(engine, days[4], "blocked", "{}", whole=False)
    looked(engine, days[5], "failed", "{}")
    # A clock that was wrong: as if it had not been.
    looked(engine, NOW + timedelta(days=400), "complete", "{}")
    with engine.begin() as connection:
        seen = seen_sites(connection, NOW)["shili_seen"]
    assert (seen.listed, seen.whole, seen.short) == (days[2].date(), days[1].date(), days[4].date())
    assert seen.is_awaited
    assert asked_on(NOW.date(), seen, PublisherKind.GOVERNMENT).depth == "look"


def test_a_worker_begins_anew_when_the_clock_jumps(monkeypatch: pytest.MonkeyPatch) -> None:
    ahead = chain([0.0], repeat(3600.0))
    monkeypatch.setattr(worker, "LOOK", 0.01)
    monkeypatch.setattr(time, "time", lambda: next(ahead) + time.monotonic())
    run_apart(asyncio.wait_for(worker.clock_jumped(), 5))
