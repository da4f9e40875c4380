"""`nianbao demo`: the whole path on the shipped sample archive."""

import time

import click

from nianbao.cli.main import Settings
from nianbao.cli.output import format_option

REGION_SHOWN = "fujian_pingtan"


@click.command("demo")
@format_option
@click.pass_context
def command(ctx: click.Context, output: str) -> None:
    """Go the whole path without a network, from a portal's list to a region's years side by side.

    The spiders are answered from an archive of made pages that carry published figures; what they find is read,
    checked and kept in the sample database of the embedded server, apart from anything real. Running it again adds
    nothing but a row in the list of crawls.
    """
    from nianbao.cli.crawling import crawl, end, sites_in
    from nianbao.cli.history import find_history, show_history
    from nianbao.cli.opened import opened_database
    from nianbao.cli.region import place_of
    from nianbao.sample import sample_archives
    from pipelines.selection import Selection

    begin = time.monotonic()
    ctx.obj = Settings(sample=True)
    names = sites_in(sample_archives())
    say(f"1/3  Starting the embedded PostgreSQL, and asking {len(names)} portals (out of the sample archive) …")
    result = crawl(names, Selection(), archives=sample_archives(), sample=True)
    reports = sum(outcome.reports for outcome in result.summary.sites)
    new = sum(outcome.new for outcome in result.summary.sites)
    say(f"2/3  {reports} reports found, archived, read, checked and kept; {new} of them new.")
    say("3/3  平潭, year over year. These pages are made; their figures are the published ones.")
    with opened_database(ctx) as connection:
        shown = find_history(connection, place_of(REGION_SHOWN), None, None)
    show_history(shown, output)
    say(f"Done in {time.monotonic() - begin:.0f} s. Next: nianbao --sample history 浏阳市 · nianbao --sample findings")
    end(result)


def say(line: str) -> None:
    """A step, on standard error: standard output is the history alone."""
    click.echo(line, err=True)
