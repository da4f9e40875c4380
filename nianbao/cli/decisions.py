"""`nianbao decisions`: what persons decided, and whether it stands."""

import click

from nianbao.cli.exits import Incomplete
from nianbao.cli.opened import opened_database
from nianbao.cli.output import format_option, print_rows
from nianbao.cli.region import place_of


@click.command("decisions")
@click.argument("region", required=False)
@format_option
@click.pass_context
def command(ctx: click.Context, region: str | None, output: str) -> None:
    """Print every decision, oldest first, with why it stands or does not."""
    from dataclasses import asdict

    from nianbao.store.queries import decisions

    code = None if region is None else place_of(region).code
    with opened_database(ctx) as connection:
        rows = [asdict(row) for row in decisions(connection, code)]
    print_rows(rows, output)
    if not rows:
        raise Incomplete("nobody has decided anything yet: `nianbao decide`")
