"""What `reread --queue` does: everything that is pending, into the queue."""

from collections.abc import Sequence

import click

from nianbao.cli.output import print_rows
from nianbao.cli.queue import opened_app, opened_queue


def queue_reread(
    ctx: click.Context, places: Sequence[str], *, since_reader: str | None, everything: bool, output: str
) -> None:
    """Plan a run of what these places hold, and print it. Raises WrongCall, Incomplete and SurroundingsFailed."""
    from nianbao.cli.rereading import wanted_of
    from nianbao.jobs.rereading import plan_reread
    from nianbao.store.query_reread import pending_by_site
    from nianbao.store.reread_runs import runs_on_record

    options = ["--all"] if everything else ["--since-reader", since_reader] if since_reader else []
    with opened_queue(ctx) as engine, opened_app(engine) as app:
        with engine.begin() as connection:
            wanted = wanted_of(connection, places, since_reader, everything, None)
            pending = pending_by_site(connection, wanted.readers)
        chosen = {site: held for site, held in pending.items() if wanted.sites is None or site in wanted.sites}
        if not chosen:
            click.echo("nothing is to be read again", err=True)
            return
        run = plan_reread(engine, app, chosen, options)
        with engine.begin() as connection:
            print_rows(runs_on_record(connection, run), output)
