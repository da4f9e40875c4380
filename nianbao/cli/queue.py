"""What `schedule`, `worker` and `jobs` share: a database with a queue, and how failures are told."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from nianbao.cli.exits import SurroundingsFailed, WrongCall

if TYPE_CHECKING:
    from procrastinate import App
    from sqlalchemy import Engine

    from crawler.windows import Window


@contextmanager
def opened_engine(ctx: click.Context) -> "Iterator[Engine]":
    """The database of the call. Raises SurroundingsFailed, and WrongCall for the sample's."""
    from sqlalchemy.exc import SQLAlchemyError

    from nianbao.cli.crawling import closing_connections, first_line
    from nianbao.store.opening import open_database
    from nianbao.store.unavailable import DatabaseUnavailable

    if ctx.obj.sample:
        raise WrongCall("the sample database has no nights and no queue: leave --sample out")
    try:
        engine = open_database()
        with closing_connections(engine):
            yield engine
    except DatabaseUnavailable as failure:
        raise SurroundingsFailed(str(failure)) from failure
    except SQLAlchemyError as failure:
        raise SurroundingsFailed(f"the database refused: {first_line(failure)}") from failure


@contextmanager
def opened_queue(ctx: click.Context) -> "Iterator[Engine]":
    """The same with the queue's tables, which an embedded database makes by itself."""
    from nianbao.jobs.extra import ExtraMissing, need_extra
    from nianbao.store.database_url import database_url

    try:
        need_extra()
    except ExtraMissing as missing:
        raise SurroundingsFailed(str(missing)) from missing
    from nianbao.jobs.schema import QueueMissing, check_queue

    with opened_engine(ctx) as engine:
        try:
            check_queue(engine)
        except QueueMissing:
            if database_url():
                raise
            make_own_queue()
        yield engine


def make_own_queue() -> None:
    """Make the queue's tables in the embedded database, as its owner."""
    from nianbao.jobs.schema import upgrade_queue
    from nianbao.store.embedded import DATABASE, EmbeddedServer, nianbao_home
    from nianbao.store.engine import connect

    owner = connect(EmbeddedServer(nianbao_home()).url(DATABASE))
    try:
        upgrade_queue(owner)
    finally:
        owner.dispose()


def bring_queue(engine: "Engine") -> None:
    """Bring the queue's tables to this version, as their owner, where this installation has a queue."""
    from nianbao.jobs.extra import has_extra

    if has_extra():
        from nianbao.jobs.schema import upgrade_queue

        upgrade_queue(engine)


@contextmanager
def opened_app(engine: "Engine") -> "Iterator[App]":
    """The queue, to put jobs in and to ask for them."""
    from nianbao.jobs.app import queue_app

    app = queue_app(engine)
    with app.open():
        yield app


def night_hours() -> "Window":
    """NIANBAO_NIGHT. Raises WrongCall for what is no window."""
    from crawler.windows import NoWindow
    from nianbao.jobs.hours import night_window

    try:
        return night_window()
    except NoWindow as error:
        raise WrongCall(f"NIANBAO_NIGHT: {error}") from error
