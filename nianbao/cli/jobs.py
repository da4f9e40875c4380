"""`nianbao jobs`: the queue as it stands, and what a person does with it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from nianbao.cli.exits import Incomplete, WrongCall
from nianbao.cli.output import format_option, moment, print_json, print_rows
from nianbao.cli.queue import night_hours, opened_app, opened_queue

if TYPE_CHECKING:
    from sqlalchemy import Engine

COLUMNS = ("job", "what", "state", "sites", "done", "open", "queued", "age", "attempts", "worker", "error")


@click.group(invoke_without_command=True)
@click.option("--all", "everything", is_flag=True, help="Also what is done, and what was cancelled.")
@format_option
@click.pass_context
def command(ctx: click.Context, everything: bool, output: str) -> None:
    """Print the jobs of the queue: what runs, waits or failed, since when, how often tried, with the last error.

    Exit status: 0 there are some · 1 there is none · 4 the database.
    """
    if ctx.invoked_subcommand is not None:
        return
    with opened_queue(ctx) as engine:
        rows = [row_of(job) for job in jobs_in(engine, everything)]
    print_rows(rows, output)
    if not rows:
        raise Incomplete("nothing is queued: `nianbao schedule` plans the night, `nianbao jobs add` a crawl")


@command.command()
@click.argument("sites", metavar="[SITE]…", nargs=-1)
@click.option("--region", metavar="CODE|NAME", help="Every site of this region and of those below it.")
@click.option("--year", type=click.IntRange(2000, 2100), help="Fetch the reports of this year alone.")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="Only reports published since then.")
@click.option("--sample-of", type=click.IntRange(min=1), metavar="N", help="Fetch at most N reports a site.")
@format_option
@click.pass_context
def add(
    ctx: click.Context,
    sites: tuple[str, ...],
    region: str | None,
    year: int | None,
    since: datetime | None,
    sample_of: int | None,
    output: str,
) -> None:
    """Put a crawl into the queue, ahead of what is due; workers take it as soon as they are free."""
    from crawler import clock
    from nianbao.cli.choosing import chosen_sites
    from nianbao.cli.schedule import show
    from nianbao.jobs.hours import hours_at
    from pipelines.selection import Selection

    if not sites and region is None:
        raise WrongCall("name sites or a --region: what is due is planned by `nianbao schedule`")
    names = chosen_sites(sites, region)
    options = Selection(year, sample_of, since.date() if since else None).as_options()
    now = clock.now()
    with opened_queue(ctx) as engine, opened_app(engine) as app:
        from nianbao.jobs.planning import plan_these

        show(plan_these(engine, app, names, "asked for", options, hours_at(now, night_hours()), now), output)


@command.command()
@format_option
@click.pass_context
def rereads(ctx: click.Context, output: str) -> None:
    """Print the runs of `nianbao reread --queue`, the accounts of their batches summed."""
    from nianbao.store.reread_runs import runs_on_record

    with opened_queue(ctx) as engine, engine.begin() as connection:
        rows = runs_on_record(connection)
    print_rows(rows, output)
    if not rows:
        raise Incomplete("nothing was ever queued to be read again: `nianbao reread --queue`")


@command.command()
@click.argument("job", type=int, metavar="ID")
@click.pass_context
def retry(ctx: click.Context, job: int) -> None:
    """Try a job again now: one that waits for its next try, or what a crawl that is over has not got.

    Sites that were given up, missed or cancelled are put into the queue again, as a plan of their own.
    """
    from nianbao.jobs.deciding import NothingToRetry, retry_job

    with opened_queue(ctx) as engine, opened_app(engine) as app:
        known(engine, job)
        try:
            print_json(retry_job(engine, app, job, night_hours()))
        except NothingToRetry as error:
            raise Incomplete(str(error)) from error


@command.command()
@click.argument("job", type=int, metavar="ID")
@click.pass_context
def cancel(ctx: click.Context, job: int) -> None:
    """Take a job out of the queue; one that runs is stopped: what it got stays."""
    from nianbao.jobs.deciding import cancel_job

    with opened_queue(ctx) as engine, opened_app(engine) as app:
        known(engine, job)
        print_json(cancel_job(engine, app, job))


def known(engine: Engine, job: int) -> None:
    """Raise WrongCall where there is no such job."""
    if not jobs_in(engine, everything=True, job=job):
        raise WrongCall(f"there is no job {job}: `nianbao jobs --all` lists them")


def jobs_in(engine: Engine, everything: bool, job: int | None = None) -> list[Mapping[str, Any]]:
    """The jobs that a person deals with: crawls and rereads."""
    from nianbao.jobs.app import CRAWL, REREAD
    from nianbao.store.query_queue import jobs_on_record

    with engine.begin() as connection:
        return jobs_on_record(connection, (CRAWL, REREAD), everything=everything, job=job)


def row_of(job: Mapping[str, Any]) -> dict[str, Any]:
    """A job as printed."""
    since = job["queued"]
    age = str(datetime.now(UTC) - since).partition(".")[0] if since else None
    told = {**job, "what": what_of(job), "queued": moment(since), "age": age}
    return {name: told.get(name) for name in COLUMNS}


def what_of(job: Mapping[str, Any]) -> str:
    """What a job does, in words."""
    args = job["args"]
    match job["task"]:
        case "crawl":
            return f"night {args['night_id']} batch {args['batch']}"
        case task:
            return f"{task} {args.get('run_id', '')} batch {args.get('batch', '')}"
