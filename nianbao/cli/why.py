"""`nianbao why`: a figure back to its cell, re-read from the archive, never from the database."""

from typing import TYPE_CHECKING

import click

from nianbao.cli.browser import open_browser
from nianbao.cli.exits import Incomplete, InputRefused, SurroundingsFailed, WrongCall
from nianbao.cli.opened import opened_database
from nianbao.cli.output import format_option, print_json, print_rows
from nianbao.cli.region import place_of
from nianbao.cli.then import then_options
from nianbao.store.then import Then

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from nianbao.explorer.cell import Cell
    from nianbao.store.queries import HeldReport

PORT = 8008


@click.command("why")
@click.argument("cell", nargs=-1, required=True, metavar="CELL_ID | REGION YEAR KEY")
@click.option("--publisher", help="Another organ's series.")
@click.option("--open", "opens", is_flag=True, help="Open the explorer at the cell; its address is printed.")
@click.option("--port", default=PORT, show_default=True, help="Where `nianbao explore` answers, for --open.")
@then_options
@format_option
@click.pass_context
def command(
    ctx: click.Context, cell: tuple[str, ...], publisher: str | None, opens: bool, port: int, output: str, then: Then
) -> None:
    """Print where a figure stands and what bears on it: page, table, row, column, record, readers, sums, neighbours.

    The figure is read again from the archived page.
    """
    from nianbao.cli.why_text import lines_of
    from nianbao.explorer.cell_json import cell_to_json

    with opened_database(ctx) as connection:
        held, key = _asked(connection, cell, publisher, then)
        facts = _facts(connection, held, key)
    if facts.archived.altered:
        click.echo(facts.archived.altered, err=True)
    match output:
        case "json":
            print_json(cell_to_json(facts))
        case "csv":
            print_rows([cell_to_json(facts)], "csv")
        case _:
            click.echo("\n".join(lines_of(facts)))
    if opens:
        _open(facts.cell_id, port)


def _facts(connection: "Connection", held: "HeldReport", key: str) -> "Cell":
    from extractors.errors import Refused
    from nianbao.explorer.cell import NoSuchCell, cell_facts
    from nianbao.explorer.cell_archive import NotOpened

    try:
        return cell_facts(connection, held, key, withheld=True)
    except NoSuchCell as error:
        raise Incomplete(str(error)) from error
    except NotOpened as error:
        raise SurroundingsFailed(str(error)) from error
    except Refused as error:
        raise InputRefused(str(error)) from error


def _asked(
    connection: "Connection", cell: tuple[str, ...], publisher: str | None, then: Then
) -> "tuple[HeldReport, str]":
    match cell:
        case [cell_id] if "/" in cell_id:
            report_id, _, key = cell_id.partition("/")
            return _report(connection, report_id, then), key
        case [region, year, key] if year.isdecimal():
            return _report_of_year(connection, region, int(year), publisher, then), key
        case _:
            raise WrongCall("give a CELL_ID (350128-pt-2021-a/t3.granted.total), or REGION YEAR KEY")


def _report(connection: "Connection", report_id: str, then: Then) -> "HeldReport":
    from nianbao.explorer.cell import NoSuchCell, held_report

    try:
        return held_report(connection, report_id, then)
    except NoSuchCell as error:
        raise Incomplete(str(error)) from error


def _report_of_year(
    connection: "Connection", region: str, year: int, publisher: str | None, then: Then
) -> "HeldReport":
    from nianbao.cli.series import find_series

    chosen, _ = find_series(connection, place_of(region), publisher, then=then)
    for held in chosen.reports:
        if held.year == year:
            return held
    raise Incomplete(f"no report of {chosen.publisher} for {year} is held: `nianbao reports {region}` shows the years")


def _open(cell_id: str, port: int) -> None:
    address = f"http://127.0.0.1:{port}/en/report/{cell_id}"
    click.echo(f"{address} (shown while `nianbao explore --port {port}` runs)", err=True)
    if not open_browser(address):
        click.echo("no browser can be opened here: open the address yourself", err=True)
