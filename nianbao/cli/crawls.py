"""`nianbao crawls`: what ran, and how it ended."""

import click

from nianbao.cli.exits import Incomplete
from nianbao.cli.opened import opened_database
from nianbao.cli.output import format_option, print_rows


@click.command("crawls")
@format_option
@click.pass_context
def command(ctx: click.Context, output: str) -> None:
    """Print every crawl with how it ended for each site, oldest first."""
    from dataclasses import asdict

    from nianbao.store.queries import crawls

    with opened_database(ctx) as connection:
        rows = [asdict(crawl) for crawl in crawls(connection)]
    print_rows([row | {"sites": _in_words(row["sites"], output)} for row in rows], output)
    if not rows:
        raise Incomplete("nothing has been crawled: run `nianbao crawl SITE`, or `nianbao demo`")


def _in_words(sites: list[dict[str, object]], output: str) -> object:
    return sites if output == "json" else [f"{site['site']}:{site['state']}" for site in sites]
