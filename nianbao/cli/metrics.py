"""`nianbao metrics`: numbers for Prometheus."""

import contextlib
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from nianbao.cli.exits import SurroundingsFailed, WrongCall
from nianbao.cli.opened import opened_database

if TYPE_CHECKING:
    from nianbao.jobs.morning.metrics import Measured


@click.command("metrics")
@click.option("--port", type=click.IntRange(1, 65535), help="Serve them at http://HOST:PORT/metrics until stopped.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Listen there.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Write them into this file.")
@click.pass_context
def command(ctx: click.Context, port: int | None, host: str, out: Path | None) -> None:
    """Print numbers for Prometheus, serve them, or write them for a text-file collector.

    Exit status: 0 done · 2 the extra monitor is missing, or both --port and --out · 4 the database.
    """
    if port is not None and out is not None:
        raise WrongCall("--port serves, --out writes: give one of them")
    require_prometheus()
    from nianbao.jobs.morning.exposition import exposition

    if port is not None:
        serve(ctx, host, port)
        return
    text = exposition(measured(ctx))
    if out is None:
        click.echo(text, nl=False)
        return
    try:
        replace(out, text)
    except OSError as failure:
        raise SurroundingsFailed(f"{out} cannot be written: {failure.strerror}") from failure


def require_prometheus() -> None:
    """Raise WrongCall where the extra is missing."""
    try:
        import prometheus_client  # noqa: F401 - whether it is there
    except ImportError as missing:
        raise WrongCall("numbers for Prometheus need an extra: pip install 'nianbao[monitor]'") from missing


def measured(ctx: click.Context) -> "Measured":
    """What is measured now. Raises SurroundingsFailed where the database fails."""
    from crawler import clock
    from crawler.registry import sites
    from nianbao.jobs.morning.metrics import measure
    from nianbao.store.embedded_home import nianbao_home

    regions = {name: site.region for name, site in sites().items()}
    with opened_database(ctx) as connection:
        return measure(connection, regions, clock.now(), nianbao_home())


def serve(ctx: click.Context, host: str, port: int) -> None:
    """Answer until Ctrl-C. A database that fails is a number, 0 of `nianbao_up`, and no end."""
    from nianbao.jobs.morning.exposition import answering

    def now() -> "Measured | None":
        try:
            return measured(ctx)
        except SurroundingsFailed as failure:
            click.echo(failure.message, err=True)
            return None

    try:
        server = answering(host, port, now)
    except OSError as failure:
        raise SurroundingsFailed(f"{host}:{port} cannot be listened on: {failure.strerror}") from failure
    click.echo(f"http://{host}:{server.server_port}/metrics", err=True)
    with contextlib.suppress(KeyboardInterrupt):
        server.serve_forever()
    server.server_close()


def replace(file: Path, text: str) -> None:
    """Write a file whole or not at all: a collector never reads half of it. Raises OSError."""
    handle, written = tempfile.mkstemp(dir=file.absolute().parent, prefix=f".{file.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as opened:
            opened.write(text)
        Path(written).chmod(0o644)  # another account's collector reads it
        Path(written).replace(file)
    except OSError:
        Path(written).unlink(missing_ok=True)
        raise
