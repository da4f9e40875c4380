"""`nianbao schedule`: what is due tonight, into the queue."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from nianbao.cli.output import format_option
from nianbao.cli.queue import night_hours, opened_app, opened_engine, opened_queue

if TYPE_CHECKING:
    from nianbao.jobs.due import Plan


@click.command("schedule")
@click.option("--dry-run", is_flag=True, help="Print the plan and write nothing.")
@click.option("--batch", "size", type=click.IntRange(1, 500), default=50, show_default=True, help="Sites a process.")
@format_option
@click.pass_context
def command(ctx: click.Context, dry_run: bool, size: int, output: str) -> None:
    """Plan the night: every site of the registry that is due by the legal calendar, in batches, for `nianbao worker`.

    A night is planned once: called again, the plan is shown as it stands. A worker does this by itself when the night
    begins (NIANBAO_NIGHT). Exit status: 0 planned, or nothing is due · 2 wrong call · 4 the database.
    """
    from crawler import clock
    from nianbao.jobs.hours import hours_at

    now = clock.now()
    hours = hours_at(now, night_hours())
    if dry_run:
        from nianbao.jobs.due import due_plan

        with opened_engine(ctx) as engine, engine.begin() as connection:
            plan = due_plan(connection, hours, now, size)
    else:
        with opened_queue(ctx) as engine, opened_app(engine) as app:
            from nianbao.jobs.planning import plan_night

            plan = plan_night(engine, app, hours, now, size)
    show(plan, output)


def show(plan: Plan, output: str) -> None:
    """Print a plan: as JSON whole, as a table or CSV one row a site; a line about it on standard error."""
    from nianbao.cli.output import moment, print_json, print_rows

    if output == "json":
        print_json(plan.to_json())
    else:
        print_rows(list(plan.sites), output)
    said = f"{len(plan.sites)} of {plan.judged} sites, in {plan.batches} batches, until {moment(plan.deadline)}"
    if plan.night is None:
        click.echo(f"the night of {plan.day} would be {said}; nothing was written", err=True)
    else:
        click.echo(f"night {plan.night} of {plan.day}{' was there' if plan.was_there else ''}: {said}", err=True)
