"""`nianbao changes`: figures that are not what they were, and whose doing that is."""

from datetime import datetime

import click

from nianbao.cli.exits import Incomplete
from nianbao.cli.opened import opened_database
from nianbao.cli.output import format_option, print_rows
from nianbao.cli.region import place_of
from nianbao.cli.then import DAY

CAUSES = ("source", "reader", "undetermined")


@click.command("changes")
@click.argument("region", required=False)
@click.option("--since", type=DAY, help="Only changes from that day on (UTC).")
@click.option("--cause", type=click.Choice(CAUSES), help="Only changes of this cause.")
@format_option
@click.pass_context
def command(ctx: click.Context, region: str | None, since: datetime | None, cause: str | None, output: str) -> None:
    """Print every figure that changed, oldest change first, of all regions or of one.

    source: the portal shows another content; reader: a newer version of ours reads the same bytes otherwise;
    undetermined: the content changed and no version has read both.
    """
    from dataclasses import asdict

    from nianbao.store.queries import changes

    code = None if region is None else place_of(region).code
    with opened_database(ctx) as connection:
        rows = [asdict(row) for row in changes(connection, code, since=since and since.date(), cause=cause)]
    print_rows(rows, output)
    if not rows:
        raise Incomplete("no figure has changed")
