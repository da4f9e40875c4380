"""`nianbao history`: a region's years side by side, with change and findings."""

from typing import TYPE_CHECKING

import click

from nianbao.cli.opened import opened_database
from nianbao.cli.output import format_option
from nianbao.cli.region import Place, place_of
from nianbao.cli.then import then_options
from nianbao.store.then import NOW, Then

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from nianbao.cli.history_rows import History


@click.command("history")
@click.argument("region")
@click.option("--publisher", help="Another organ's series.")
@click.option("--coverage", type=click.Choice(["aggregate", "own", "unclear"]), help="What the series counts.")
@click.option("--indicator", "indicators", multiple=True, metavar="KEY", help="Only these figures; may be repeated.")
@click.option("--all", "every", is_flag=True, help="Every figure, not only the headline ones.")
@then_options
@format_option
@click.pass_context
def command(
    ctx: click.Context,
    region: str,
    publisher: str | None,
    coverage: str | None,
    indicators: tuple[str, ...],
    every: bool,
    output: str,
    then: Then,
) -> None:
    """Print the years of a region side by side. REGION is a code (430181), a name (浏阳市) or a site's name."""
    place = place_of(region)
    with opened_database(ctx) as connection:
        shown = find_history(connection, place, publisher, coverage, then)
    show_history(shown, output, None if every else indicators)


def find_history(
    connection: "Connection", place: Place, publisher: str | None, coverage: str | None, then: Then = NOW
) -> "History":
    """The series of a region to show, with its figures and findings. Raises Incomplete where none is held."""
    from nianbao.cli.history_rows import History
    from nianbao.cli.series import find_series
    from nianbao.store.queries import figures_of
    from pipelines.weighing.series import weighed

    chosen, others = find_series(connection, place, publisher, coverage, then)
    figures = figures_of(connection, chosen.reports)
    return History(place.code, chosen, others, figures, weighed(connection, chosen, figures, then))


def show_history(history: "History", output: str, indicators: tuple[str, ...] | None = ()) -> None:
    """Print a history; `indicators`: only these keys, () the headline ones, None all. Raises WrongCall, ValueError."""
    from nianbao.cli.history_rows import CSV_COLUMNS, csv_rows, history_json, keys_shown
    from nianbao.cli.history_table import print_history
    from nianbao.cli.output import print_csv, print_json

    keys = keys_shown(history, indicators)
    if not any(key in figures for figures in history.figures.values() for key in keys):
        click.echo("none of these figures is in the reports held: the findings say which tables are missing", err=True)
    match output:
        case "json":
            print_json(history_json(history, keys))
        case "csv":
            print_csv(csv_rows(history, keys), CSV_COLUMNS)
        case "table":
            print_history(history, keys)
        case _:
            raise ValueError(f"{output} is no output format")
