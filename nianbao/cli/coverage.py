"""`nianbao coverage`: who should have reported, and how far we got."""

import click

from nianbao.cli.exits import Incomplete
from nianbao.cli.opened import opened_database
from nianbao.cli.output import format_option, print_rows
from nianbao.cli.region import place_of

LEVELS = ("province", "prefecture", "county", "township", "zone")


@click.command("coverage")
@click.option("--year", type=int, help="Only this report year.")
@click.option("--level", type=click.Choice(LEVELS), help="Only units of this level.")
@click.option("--province", metavar="CODE|NAME", help="Only units of this province.")
@format_option
@click.pass_context
def command(ctx: click.Context, year: int | None, level: str | None, province: str | None, output: str) -> None:
    """Print how many units should have reported in a year, how far we got, and the state of each that is left."""
    from nianbao.store.query_coverage import summary

    code = None if province is None else place_of(province).code
    with opened_database(ctx) as connection:
        rows = [dict(row) for row in summary(connection, year, level, code)]
    print_rows(rows, output)
    if not rows:
        raise Incomplete("no unit of that year, level and province should have reported")
