"""`nianbao status`: what happened in the last night, and whether anything needs a look."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

import click

from nianbao.cli.exits import Incomplete, SurroundingsFailed, WrongCall
from nianbao.cli.opened import opened_database
from nianbao.cli.output import format_option, print_json, print_rows

if TYPE_CHECKING:
    from nianbao.jobs.morning.health import Check
    from nianbao.jobs.morning.report import Morning


@click.command("status")
@click.option(
    "--night", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="That day's crawls (UTC), not the last."
)
@click.option("--send", "sends", is_flag=True, help="Send it too, to NIANBAO_WEBHOOK or NIANBAO_MAIL_TO.")
@click.option("--health", "only_health", is_flag=True, help="Only whether this installation can work; asks no night.")
@format_option
@click.pass_context
def command(ctx: click.Context, night: datetime | None, sends: bool, only_health: bool, output: str) -> None:
    """Print what happened in the last night: each cause by its name, with its evidence, and how everything stands.

    Exit status: 0 all well · 1 something needs a look, or nothing was ever crawled · 2 --send without an address · 4
    database, archive, or the report could not be sent.
    """
    if only_health:
        show_health(ctx, output)
        return
    deliver = checked_delivery() if sends else None
    told = told_night(ctx, night)
    if told is None:
        raise Incomplete("nothing has been crawled: run `nianbao crawl SITE`, or see `nianbao schedule`")
    show(told, output)
    if deliver is not None:
        from nianbao.jobs.morning.delivery import NotDelivered

        try:
            deliver(told)
        except NotDelivered as failure:
            raise SurroundingsFailed(f"the report was not sent: {failure}") from failure
    if told.needs_a_look:
        raise Incomplete("something needs a look: the alarms above")


def told_night(ctx: click.Context, night: datetime | None) -> "Morning | None":
    """The night, from the database of the call."""
    from crawler import clock
    from crawler.registry import sites
    from nianbao.jobs.morning.report import morning

    regions = {name: site.region for name, site in sites().items()}
    with opened_database(ctx) as connection:
        return morning(connection, regions, clock.now(), night.date() if night else None)


def show(told: "Morning", output: str) -> None:
    """Print it: lines for eyes, all of it as JSON, the alarms as CSV."""
    from nianbao.jobs.morning.words import lines, row_of

    match output:
        case "json":
            print_json(told.to_json())
        case "csv":
            print_rows([row_of(alarm) for alarm in told.alarms], "csv")
            if not told.alarms:
                click.echo("no alarm", err=True)
        case _:
            for line in lines(told):
                click.echo(line)


def checked_delivery() -> "Callable[[Morning], None]":
    """What sends the report. Raises WrongCall where the settings do not say where to."""
    from nianbao.jobs.morning.delivery import WrongAddress, delivery

    try:
        return delivery()
    except WrongAddress as failure:
        raise WrongCall(str(failure)) from failure


def show_health(ctx: click.Context, output: str) -> None:
    """Print what was tried. Raises Incomplete where anything failed."""
    from dataclasses import asdict

    from nianbao.jobs.morning.health import archive_check, disk_check
    from nianbao.store.embedded_home import nianbao_home

    checks = [*database_health(ctx), disk_check(nianbao_home()), archive_check(nianbao_home() / "archive")]
    print_rows([asdict(check) for check in checks], output)
    if failed := [check.check for check in checks if not check.ok]:
        raise Incomplete(f"not healthy: {', '.join(failed)}")


def database_health(ctx: click.Context) -> "list[Check]":
    """What is tried of the database; one that cannot be had is a check that failed, not an end."""
    from crawler import clock
    from crawler.registry import sites
    from nianbao.jobs.morning.health import Check, database_checks

    regions = {name: site.region for name, site in sites().items()}
    try:
        with opened_database(ctx) as connection:
            return list(database_checks(connection, regions, clock.now()))
    except SurroundingsFailed as failure:
        return [Check("database", False, failure.message)]
