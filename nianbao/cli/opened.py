"""The database that a command was told to use."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from nianbao.cli.exits import SurroundingsFailed

if TYPE_CHECKING:
    from sqlalchemy import Connection


@contextmanager
def opened_database(ctx: click.Context) -> "Iterator[Connection]":
    """A connection to the database of the call, in one transaction. Raises SurroundingsFailed where there is none."""
    from sqlalchemy.exc import OperationalError

    from nianbao.store.opening import open_database
    from nianbao.store.unavailable import DatabaseUnavailable

    try:
        engine = open_database(sample=ctx.obj.sample)
        try:
            with engine.begin() as connection:
                yield connection
        finally:
            engine.dispose()
    except DatabaseUnavailable as error:
        raise SurroundingsFailed(str(error)) from error
    except OperationalError as error:
        raise SurroundingsFailed(f"the database failed: {error.orig}; try again, or see `nianbao db`") from error
