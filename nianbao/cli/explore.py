"""`nianbao explore`: the explorer on 127.0.0.1."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING

import click

from nianbao.cli.browser import open_browser
from nianbao.cli.exits import SurroundingsFailed

if TYPE_CHECKING:
    from nianbao.explorer.serving import Explorer

ADDRESS = "127.0.0.1"
NEEDED = ("fastapi", "jinja2", "uvicorn")
MOST = 64


@click.command("explore")
@click.option("--port", type=click.IntRange(0, 65535), default=8008, show_default=True, help="Port; 0: a free one.")
@click.option("--host", default=ADDRESS, show_default=True, help="Listen there; in a container: 0.0.0.0.")
@click.option("--workers", type=click.IntRange(1, MOST), default=1, show_default=True, help="Processes that answer.")
@click.option("--open", "opens", is_flag=True, help="Open a browser at it.")
@click.pass_context
def command(ctx: click.Context, port: int, host: str, workers: int, opens: bool) -> None:
    """Show what is held as pages, on this machine alone, until stopped (Ctrl-C).

    Whatever --host says, only requests for 127.0.0.1 and localhost are answered.
    """
    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        raise SurroundingsFailed(f"{', '.join(missing)} is not installed: pip install 'nianbao[explorer]'")
    from nianbao.explorer.serving import NotServed, serve

    with _listening(host, port) as bound:
        explorer = _explorer(ctx)
        taken = bound.getsockname()[1]
        click.echo(f"http://{host}:{taken}/  (Ctrl-C stops it)", err=True)
        try:
            serve(explorer, bound, workers, (lambda: _open(taken)) if opens else None)
        except NotServed as error:
            raise SurroundingsFailed(str(error)) from error


def _open(port: int) -> None:
    """At the address that is answered, whatever the host that is listened on."""
    address = f"http://{ADDRESS}:{port}/"
    if not open_browser(address):
        click.echo(f"no browser can be opened here: open {address} yourself", err=True)


@contextmanager
def _listening(host: str, port: int) -> Iterator[socket.socket]:
    try:
        bound = socket.create_server((host, port), backlog=512)
    except OSError as error:
        raise SurroundingsFailed(f"port {port} cannot be had ({error.strerror}): give another with --port") from error
    with bound:
        yield bound


def _explorer(ctx: click.Context) -> "Explorer":
    """The explorer on the database of the call: pages as the reader, where records lie as one who writes not."""
    from nianbao.cli.db_address import embedded_url, given
    from nianbao.explorer.database import reading_engine
    from nianbao.explorer.serving import Explorer
    from nianbao.store.opening import open_database
    from nianbao.store.roles import READER, WRITER
    from nianbao.store.unavailable import DatabaseUnavailable

    theirs = given(ctx.obj)
    try:
        open_database(ctx.obj.sample).dispose()
        found = Explorer(theirs or embedded_url(ctx.obj, READER), theirs or embedded_url(ctx.obj, WRITER))
        tried = reading_engine(found.reader)
        with tried.connect():
            pass
        tried.dispose()
    except DatabaseUnavailable as error:
        raise SurroundingsFailed(str(error)) from error
    return found
