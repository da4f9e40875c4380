"""`nianbao reread`: what is held, read again from the archive by the reader that is installed."""

from typing import Any

import click

from nianbao.cli.exits import WrongCall
from nianbao.cli.output import format_option


@click.command("reread")
@click.argument("places", metavar="[REGION|SITE]…", nargs=-1)
@click.option("--since-reader", metavar="VERSION", help="Only what no version of the reader since this one has read.")
@click.option("--all", "everything", is_flag=True, help="Also what the installed version has read.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most so many contents of documents.")
@click.option("--queue", is_flag=True, help="Put it into the queue, in batches for `nianbao worker` on any machine.")
@click.option("--leave-views", is_flag=True, help="Do not make the kept views anew: `nianbao db refresh` does.")
@click.option("--tied", is_flag=True, help="End at once, with everything started, when standard input ends.")
@format_option
@click.pass_context
def command(
    ctx: click.Context,
    places: tuple[str, ...],
    since_reader: str | None,
    everything: bool,
    limit: int | None,
    queue: bool,
    leave_views: bool,
    tied: bool,
    output: str,
) -> None:
    """Read again what is held, from the archived bytes; without REGION or SITE all of it.

    No portal is asked, and the archive is not touched. A reading is written only where the result differs; `nianbao
    changes --cause reader` shows in what. By default it is what the installed version of the reader has not read yet,
    so that a run that was killed goes on when it is called again. Exit status: 0 all of it was read, or there was
    nothing to read · 1 something is not in the archive or could not be read, each named · 2 an unknown region, site or
    version · 4 the database.
    """
    if everything and since_reader:
        raise WrongCall("--all reads everything, --since-reader a part of it: give one of them")
    if queue:
        if limit:
            raise WrongCall("--queue cuts batches of its own: leave --limit out")
        from nianbao.cli.rereading_queued import queue_reread

        queue_reread(ctx, places, since_reader=since_reader, everything=everything, output=output)
        return
    from nianbao.cli.rereading import end, reread, show_account
    from nianbao.cli.tied import tie

    if tied:
        tie()
    chosen: dict[str, Any] = {"since_reader": since_reader, "everything": everything, "limit": limit}
    account = reread(ctx, places, leaves_views=leave_views, **chosen)
    show_account(account, output)
    end(account)
