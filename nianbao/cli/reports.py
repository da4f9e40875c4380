"""`nianbao reports`: what is held or missing, and in which state."""

import click

from nianbao.cli.exits import Incomplete
from nianbao.cli.opened import opened_database
from nianbao.cli.output import format_option, print_rows
from nianbao.cli.region import place_of


@click.command("reports")
@click.argument("region", required=False)
@format_option
@click.pass_context
def command(ctx: click.Context, region: str | None, output: str) -> None:
    """Print every report held, listed but not held, or missing; of all regions or of one.

    States: held, listed, format_not_read, gone, blocked, unreachable, robots, not_yet_due, not_published, not_covered.
    """
    from dataclasses import asdict

    from nianbao.store.queries import ledger

    code = None if region is None else place_of(region).code
    with opened_database(ctx) as connection:
        rows = [asdict(row) for row in ledger(connection, code)]
    print_rows(rows, output)
    if not rows:
        raise Incomplete("nothing is known of any report here: run `nianbao crawl SITE`, or `nianbao demo`")
