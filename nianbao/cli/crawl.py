"""`nianbao crawl`: sites, from their portals or out of archives, into the database."""

from datetime import datetime
from pathlib import Path
from typing import Any

import click

from nianbao.cli.exits import WrongCall


@click.command("crawl")
@click.argument("sites", metavar="[SITE]…", nargs=-1)
@click.option("--region", metavar="CODE|NAME", help="Every site of this region and of those below it.")
@click.option("--due", is_flag=True, help="Of these, the sites that are due today: weekly or monthly, by the season.")
@click.option("--year", type=click.IntRange(2000, 2100), help="Fetch the reports of this year alone.")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="Only reports published since then.")
@click.option("--sample-of", type=click.IntRange(min=1), metavar="N", help="Fetch at most N reports a site.")
@click.option(
    "--look",
    type=click.IntRange(min=0),
    metavar="N",
    help="Of the reports held ask for N at most, asked for longest ago first.",
)
@click.option(
    "--replay",
    "archives",
    type=click.Path(path_type=Path),
    multiple=True,
    help="Answer from this WARC file instead of the network; may be repeated.",
)
@click.option("--fresh", is_flag=True, help="Begin anew, also where an earlier crawl of the same was killed.")
@click.option("--leave-views", is_flag=True, help="Do not make the kept views anew: `nianbao db refresh` does.")
@click.option("--tied", is_flag=True, help="End at once, with everything started, when standard input ends.")
@click.option(
    "--format",
    "output",
    type=click.Choice(["table", "json", "csv"]),
    default="json",
    show_default=True,
    help="How to print the outcome.",
)
@click.pass_context
def command(
    ctx: click.Context,
    sites: tuple[str, ...],
    region: str | None,
    due: bool,
    year: int | None,
    since: datetime | None,
    sample_of: int | None,
    look: int | None,
    archives: tuple[Path, ...],
    fresh: bool,
    leave_views: bool,
    tied: bool,
    output: str,
) -> None:
    """Crawl sites, read, check and store their reports; without SITE or --region all sites of the registry.

    The portals are asked politely, and each answer is archived; NIANBAO_CONTACT must be set. With --replay archives
    alone answer, and no socket is opened. Exit status: 0 every site complete (or a sample, as asked), or none due · 1 a
    site fell short · 2 an unknown site or region, no contact · 4 database or archive.
    """
    from nianbao.cli.choosing import chosen_sites
    from nianbao.cli.crawling import crawl, end, show_nothing, show_result, sites_in
    from nianbao.cli.due import due_sites
    from nianbao.cli.json_lines import scrapy_settings, speak_json
    from nianbao.cli.tied import tie
    from pipelines.selection import Selection

    speak_json()
    if tied:
        tie()
    if look is not None and archives:
        raise WrongCall("--look asks portals, --replay asks none: give one of them")
    if due and archives:
        raise WrongCall("--due asks portals, --replay asks none: give one of them")
    # Archives that are named without a site are asked for the sites that they hold anything of.
    names = sites_in(archives) if archives and not sites and region is None else chosen_sites(sites, region)
    if due and not (names := due_sites(ctx, names)):
        show_nothing(output)
        return
    selection = Selection(year, sample_of, since.date() if since else None, look=look)
    manners: dict[str, Any] = {"fresh": fresh, "leaves_views": leave_views, "sample": ctx.obj.sample}
    result = crawl(names, selection, archives=archives, more=scrapy_settings(), **manners)
    show_result(result, output)
    end(result)
