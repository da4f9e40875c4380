"""`nianbao worker`: takes jobs from the queue, and plans the nights."""

import logging
import os

import click

from nianbao.cli.json_lines import speak_json
from nianbao.cli.queue import night_hours, opened_queue


@click.command("worker")
@click.option("--no-schedule", is_flag=True, help="Plan no nights: another worker, or `nianbao schedule`, does.")
@click.option("--once", is_flag=True, help="End when nothing is left that can be done now.")
@click.option("--at-once", type=click.IntRange(1, 16), default=1, show_default=True, help="Child processes at a time.")
@click.option(
    "--grace",
    type=click.FloatRange(0),
    default=60.0,
    show_default=True,
    metavar="SECONDS",
    help="How long a batch may go on when the worker is told to stop; then it is handed back.",
)
@click.option("--batch", "size", type=click.IntRange(1, 500), default=50, show_default=True, help="Sites a process.")
@click.pass_context
def command(ctx: click.Context, no_schedule: bool, once: bool, at_once: int, grace: float, size: int) -> None:
    """Work until told to stop: plan the nights when they begin, crawl what is due, reread what is queued.

    Any number of workers share a queue, on one machine or many; as many as there are cores is a good number.
    NIANBAO_CONTACT must be set. Each batch is a child process that ends with the worker, however that ends; a worker
    that was killed loses nothing: another goes on where it was. Exit status: 0 told to stop, or nothing left · 2 no
    contact, wrong call · 4 the database.
    """
    import asyncio

    from nianbao.cli.contact import contact
    from nianbao.cli.vantage import vantage

    contact()
    vantage()
    night_hours()
    with opened_queue(ctx) as engine:
        from nianbao.jobs.tasks import Work
        from nianbao.jobs.worker import work

        tell()
        asyncio.run(work(Work(engine, grace, not no_schedule, size), at_once=at_once, wait=not once))


def tell() -> None:
    """Have what the room `jobs` says, and errors of the queue's library, on standard error, unless somebody did."""
    # What children say is read, not passed on: they speak plainly.
    if speak_json():
        os.environ.pop("NIANBAO_LOG")
        return
    logging.basicConfig(format="%(asctime)s %(levelname)s %(message)s", level=logging.WARNING)
    logging.getLogger("nianbao.jobs").setLevel(logging.INFO)
