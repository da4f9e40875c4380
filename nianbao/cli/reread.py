"""`nianbao reread`: what is held, read again from the archive by the reader that is installed."""

import click

from nianbao.cli.exits import WrongCall
from nianbao.cli.output import format_option


@click.command("reread")
@click.argument("places", metavar="[REGION|SITE]…", nargs=-1)
@click.option("--since-reader", metavar="VERSION", help="Only what no version of the reader since this one has read.")
@click.option("--all", "everything", is_flag=True, help="Also what the installed version has read.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most so many contents of documents.")
@format_option
@click.pass_context
def command(
    ctx: click.Context,
    places: tuple[str, ...],
    since_reader: str | None,
    everything: bool,
    limit: int | None,
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
    from nianbao.cli.rereading import end, reread, show_account

    account = reread(ctx, places, since_reader=since_reader, everything=everything, limit=limit)
    show_account(account, output)
    end(account)
