"""`nianbao reports`: what is held or missing, and in which state."""

from datetime import datetime

import click

from nianbao.cli.exits import Incomplete
from nianbao.cli.opened import opened_database
from nianbao.cli.output import format_option, print_rows
from nianbao.cli.region import place_of
from nianbao.cli.then import DAY


@click.command("reports")
@click.argument("region", required=False)
@click.option("--as-of", type=DAY, help="Of each unit with a site, what was known at the end of that day (UTC).")
@click.option("--missing", is_flag=True, help="Every unit that should have reported and of which nothing is held.")
@format_option
@click.pass_context
def command(ctx: click.Context, region: str | None, as_of: datetime | None, missing: bool, output: str) -> None:
    """Print every report held, listed but not held, or missing; of all regions or of one.

    States: held, listed, format_not_read, gone, blocked, unreachable, robots, not_yet_due, not_published, not_covered.
    """
    from dataclasses import asdict

    from nianbao.store.queries import ledger
    from nianbao.store.query_coverage import units

    day = None if as_of is None else as_of.date()
    code = None if region is None else place_of(region).code
    with opened_database(ctx) as connection:
        found = units(connection, code, day, missing=missing) if day or missing else ledger(connection, code)
        rows = [asdict(row) for row in found]
    print_rows(rows, output)
    if not rows:
        raise Incomplete("nothing is known of any report here: run `nianbao crawl SITE`, or `nianbao demo`")
