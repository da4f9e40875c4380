"""What a worker can do, each as a task of the queue."""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from procrastinate import App, JobContext
from procrastinate.exceptions import AlreadyEnqueued
from sqlalchemy import Connection, Engine, text

from crawler import clock
from nianbao.jobs.app import CRAWL, KEEP, KEEPING, PLAN, QUEUE, REFRESH, REREAD, UPKEEP, defer, queue_app
from nianbao.jobs.crawling import crawl_batch
from nianbao.jobs.hours import hours_at, night_window
from nianbao.jobs.keeping import keep_going
from nianbao.jobs.planning import plan_night
from nianbao.jobs.rereading import reread_batch
from nianbao.jobs.retrying import OfOurs
from nianbao.store.views.kept import refresh_views

log = logging.getLogger(__name__)
# Seconds for which what was stored may be missing in the kept views while a night goes on.
STALE = 900
# As cron says it: every minute.
KEEPING_EVERY = "* * * * *"
IS_OPEN = text("SELECT EXISTS (SELECT FROM night_site WHERE night_id = :night_id AND state IN ('planned', 'running'))")


@dataclass
class Work:
    """What the tasks of one worker share. `grace`: seconds that a batch has once `stopping` is set.

    `schedules`: whether this worker plans nights; `size`: how many sites a batch has.
    """

    engine: Engine
    grace: float
    schedules: bool
    size: int
    stopping: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def queue(self) -> App:
        """The queue to put jobs in, which is done within transactions of the engine's; never opened."""
        return queue_app(self.engine)

    def app(self) -> App:
        """The queue with these tasks."""
        app = queue_app(self.engine)
        self.add_crawling(app)
        self.add_keeping(app)
        self.add_planning(app)
        return app

    def add_crawling(self, app: App) -> None:
        """A batch of a plan, of crawling or of reading again; the kept views when it is done."""

        @app.task(name=CRAWL, queue=QUEUE, pass_context=True, retry=OfOurs())
        async def crawl(context: JobContext, night_id: int, batch: int) -> None:
            job = context.job.id or 0
            try:
                await crawl_batch(self.engine, job, night_id, batch, self.stopping, self.grace)
            finally:
                with self.engine.begin() as connection:
                    is_open = connection.execute(IS_OPEN, {"night_id": night_id}).scalar_one()
                self.ask_for_views(STALE if is_open else 0)

        @app.task(name=REREAD, queue=QUEUE, pass_context=True, retry=OfOurs())
        async def reread(context: JobContext, run_id: int, batch: int) -> None:
            job = context.job.id or 0
            try:
                await reread_batch(self.engine, job, run_id, batch, self.stopping, self.grace)
            finally:
                self.ask_for_views(STALE)

        @app.task(name=REFRESH, queue=UPKEEP, retry=OfOurs())
        async def refresh() -> None:
            await asyncio.to_thread(self.within, refresh_views)

    def ask_for_views(self, seconds: int) -> None:
        """Have the kept views made anew in so many seconds, unless that is to be done already."""
        lock = "refresh later" if seconds else "refresh"
        options: dict[str, Any] = {"lock": "refresh", "queueing_lock": lock, "priority": KEEPING, "queue": UPKEEP}
        options["schedule_in"] = {"seconds": seconds}
        with suppress(AlreadyEnqueued):
            self.within(lambda connection: defer(self.queue, connection, REFRESH, options))

    def add_keeping(self, app: App) -> None:
        """What each worker sees to every minute. Without a lock, which a killed worker would hold for good."""

        @app.periodic(cron=KEEPING_EVERY)
        @app.task(name=KEEP, queue=UPKEEP, queueing_lock=KEEP, priority=KEEPING, pass_context=True)
        async def keep(context: JobContext, timestamp: int) -> None:
            await keep_going(app, self.engine, own=[context.job.id or 0])

    def add_planning(self, app: App) -> None:
        """The plan of a night, as soon as that has begun: looked for all the time, made once.

        Every worker can make it; those that schedule ask for it.
        """

        @app.task(name=PLAN, queue=UPKEEP, queueing_lock=PLAN, priority=KEEPING)
        async def plan(timestamp: int) -> None:
            self.plan_if_night()

        if self.schedules:
            app.periodic(cron="*/5 * * * *")(plan)

    def plan_if_night(self) -> None:
        """Plan the night that has begun, where that was not done."""
        now = clock.now()
        hours = hours_at(now, night_window())
        if not hours.is_open:
            return
        made = plan_night(self.engine, self.queue, hours, now, self.size)
        if not made.was_there:
            log.info("night %s of %s: %s of %s sites are due", made.night, made.day, len(made.sites), made.judged)

    def within(self, do: Callable[[Connection], object]) -> None:
        """Do something in one transaction."""
        with self.engine.begin() as connection:
            do(connection)
