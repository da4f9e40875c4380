"""`nianbao explore`: the explorer on 127.0.0.1."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING

import click

from nianbao.cli.exits import SurroundingsFailed

if TYPE_CHECKING:
    from fastapi import FastAPI

ADDRESS = "127.0.0.1"
NEEDED = ("fastapi", "jinja2", "uvicorn")


@click.command("explore")
@click.option("--port", type=click.IntRange(0, 65535), default=8008, show_default=True, help="Port; 0: a free one.")
@click.option("--host", default=ADDRESS, show_default=True, help="Listen there; in a container: 0.0.0.0.")
@click.pass_context
def command(ctx: click.Context, port: int, host: str) -> None:
    """Show what is held as pages, on this machine alone, until stopped (Ctrl-C).

    Whatever --host says, only requests for 127.0.0.1 and localhost are answered.
    """
    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        raise SurroundingsFailed(f"{', '.join(missing)} is not installed: pip install 'nianbao[explorer]'")
    import uvicorn

    with _listening(host, port) as bound, _app(ctx) as app:
        click.echo(f"http://{host}:{bound.getsockname()[1]}/  (Ctrl-C stops it)", err=True)
        uvicorn.Server(uvicorn.Config(app, log_level="warning", server_header=False)).run(sockets=[bound])


@contextmanager
def _listening(host: str, port: int) -> Iterator[socket.socket]:
    try:
        bound = socket.create_server((host, port), backlog=512)
    except OSError as error:
        raise SurroundingsFailed(f"port {port} cannot be had ({error.strerror}): give another with --port") from error
    with bound:
        yield bound


@contextmanager
def _app(ctx: click.Context) -> "Iterator[FastAPI]":
    """The application on the database of the call: pages as the reader, where records lie as one who writes not."""
    from nianbao.cli.db_address import embedded_url, given
    from nianbao.explorer.app import make_app
    from nianbao.explorer.database import reading_engine, sources_engine
    from nianbao.store.opening import open_database
    from nianbao.store.roles import READER, WRITER
    from nianbao.store.unavailable import DatabaseUnavailable

    theirs = given(ctx.obj)
    try:
        open_database(ctx.obj.sample).dispose()
        reader = reading_engine(theirs or embedded_url(ctx.obj, READER))
        sources = sources_engine(theirs or embedded_url(ctx.obj, WRITER))
        with reader.connect():
            pass
    except DatabaseUnavailable as error:
        raise SurroundingsFailed(str(error)) from error
    yield make_app(reader, sources)
    reader.dispose()
    sources.dispose()
