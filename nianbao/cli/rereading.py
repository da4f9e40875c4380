"""What `reread` does: choose, run with progress, say what could not be read, end with the right status."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from nianbao.cli.exits import Incomplete, SurroundingsFailed, WrongCall

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from pipelines.reread.account import Account
    from pipelines.reread.run import Wanted, Watch


def reread(
    ctx: click.Context,
    places: Sequence[str],
    *,
    since_reader: str | None,
    everything: bool,
    limit: int | None,
    leaves_views: bool = False,
) -> Account:
    """Read again what is held of these places. Raises WrongCall, Incomplete and SurroundingsFailed."""
    from sqlalchemy.exc import SQLAlchemyError

    from extractors import reader_version
    from nianbao.archive.errors import OutOfReach
    from nianbao.cli.crawling import closing_connections, first_line
    from nianbao.store.opening import open_database
    from nianbao.store.unavailable import DatabaseUnavailable
    from pipelines.pool import ReaderPool
    from pipelines.reread.elsewhere import read_units
    from pipelines.reread.run import run_reread

    try:
        engine = open_database(sample=ctx.obj.sample)
        with closing_connections(engine):
            with engine.connect() as connection:
                wanted = wanted_of(connection, places, since_reader, everything, limit)
            wanted = replace(wanted, leaves_views=leaves_views)
            with progress() as watch, ReaderPool(preload=[read_units.__module__]) as pool:
                return run_reread(engine, pool=pool, batches=pool, reader=reader_version(), wanted=wanted, watch=watch)
    except (DatabaseUnavailable, OutOfReach) as failure:
        raise SurroundingsFailed(str(failure)) from failure
    except SQLAlchemyError as failure:
        told = f"the database refused: {first_line(failure)}; what was read is on record, call it again to go on"
        raise SurroundingsFailed(told) from failure


def wanted_of(
    connection: Connection, places: Sequence[str], since_reader: str | None, everything: bool, limit: int | None
) -> Wanted:
    """What a call means, by what is on record. Raises WrongCall, and Incomplete where nothing is held."""
    from extractors import reader_version
    from nianbao.store.query_reread import portals_on_record, readers_on_record
    from pipelines.reread.run import Wanted

    regions = {name: str(row["region"]) for name, row in portals_on_record(connection).items()}
    chosen = {name for place in places for name in sites_of(place, regions)}
    if not (chosen & regions.keys() if places else regions):
        raise Incomplete(f"nothing was ever crawled of {' '.join(places) or 'any site'}: run `nianbao crawl` first")
    readers = {reader_version()}
    if since_reader is not None:
        readers |= readers_since(tuple(readers_on_record(connection)), since_reader)
    return Wanted(chosen if places else None, () if everything else tuple(sorted(readers)), limit)


def sites_of(place: str, regions: dict[str, str]) -> Iterator[str]:
    """The sites on record that are called so, or lie in the region that is. Raises WrongCall."""
    from crawler.registry import sites
    from nianbao.cli.choosing import lineage
    from nianbao.cli.region import place_of

    if place in regions or place in sites():
        yield place
        return
    code = place_of(place).code
    yield from (name for name, region in regions.items() if code in lineage(region))


def readers_since(readers: Sequence[str], version: str) -> set[str]:
    """This version of the reader and those that first read something here after it. Raises WrongCall.

    `readers`: in the order of their first reading; `version`: whole, or without the digest behind the `+`.
    """
    for place, reader in enumerate(readers):
        if version in (reader, reader.partition("+")[0]):
            return set(readers[place:])
    known = ", ".join(readers) or "none"
    raise WrongCall(f"no reader {version} has read anything here; on record, oldest first: {known}")


@contextmanager
def progress() -> Iterator[Watch]:
    """A bar with what became of it so far, on standard error and only on a terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda _account: None
        return
    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[told]}"), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as shown:
        task = shown.add_task("reread", told="", total=None)
        yield lambda account: shown.update(
            task,
            completed=account.done,
            total=account.pending - account.left,
            told=f"{account.changed} changed, {len(account.refused)} unreadable, {account.lost} not in the archive",
        )


def show_account(account: Account, output: str) -> None:
    """Print what became of it: as JSON whole, as a table or CSV one row."""
    from nianbao.cli.output import print_json, print_rows

    if output == "json":
        print_json(account.to_json())
    else:
        print_rows([account.counts()], output)


def end(account: Account) -> None:
    """Name what was not read, one line each, and end with the contract's status."""
    for fault in (*account.missing, *account.refused):
        click.echo(f"{fault.site}: {fault.url}: {fault.reason}", err=True)
    if account.left:
        click.echo(f"{account.left} are left, as --limit said: call it again to go on", err=True)
    if not account.complete:
        told = f"{len(account.refused)} could not be read, {len(account.missing)} captures are not in the archive"
        raise Incomplete(f"{told}; what was read of them before stands")
