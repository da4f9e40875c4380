"""`nianbao denominators`: numbers on regions that are not ours, such as their residents."""

from pathlib import Path

import click

from nianbao.cli.exits import InputRefused
from nianbao.cli.opened import opened_database


@click.group()
def command() -> None:
    """Numbers on regions from other sources, such as their residents: rates per head need them."""


@command.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--source", required=True, help="Where the numbers are from.")
@click.option("--vintage", required=True, help="Which issue of the source; a later one is kept beside it.")
@click.pass_context
def import_(ctx: click.Context, file: Path, source: str, vintage: str) -> None:
    """Bring in a CSV with the columns code or name, year, population; all of it or nothing.

    Other columns are called NAME[UNIT]; boundary_year says whose boundaries a number is of, where that is not its year.
    Nothing is interpolated, and nothing that is held is changed.
    """
    from nianbao.store.denominators import DenominatorsRefused, import_denominators
    from nianbao.store.views.kept import refresh_views

    try:
        with opened_database(ctx) as connection, file.open(encoding="utf-8-sig", newline="") as opened:
            done = import_denominators(connection, opened, source=source, vintage=vintage)
            if done.new:
                refresh_views(connection)
    except (DenominatorsRefused, UnicodeDecodeError) as error:
        raise InputRefused(f"{file}: {error}") from error
    click.echo(f"{done.new} numbers are new, {done.known} were held already")
