"""`nianbao crawl`: sites out of archives into the database."""

from pathlib import Path

import click

from nianbao.cli.main import Settings


@click.command("crawl")
@click.argument("sites", metavar="[SITE]…", nargs=-1)
@click.option("--region", metavar="CODE|NAME", help="Every site of this region and of those below it.")
@click.option("--year", type=click.IntRange(2000, 2100), help="Fetch the reports of this year alone.")
@click.option("--sample-of", type=click.IntRange(min=1), metavar="N", help="Fetch at most N reports a site.")
@click.option(
    "--replay",
    "archives",
    type=click.Path(path_type=Path),
    multiple=True,
    required=True,
    help="Answer from this WARC file instead of the network; may be repeated.",
)
@click.option(
    "--format",
    "output",
    type=click.Choice(["table", "json", "csv"]),
    default="json",
    show_default=True,
    help="How to print the outcome.",
)
@click.pass_obj
def command(
    settings: Settings,
    sites: tuple[str, ...],
    region: str | None,
    year: int | None,
    sample_of: int | None,
    archives: tuple[Path, ...],
    output: str,
) -> None:
    """Crawl sites, read, check and store their reports; without SITE or --region all sites of the registry.

    The spiders are answered from the archives alone: no socket is opened. Exit status: 0 every site complete (or a
    sample, as asked) · 1 a site fell short · 2 an unknown site or region · 4 database or archive.
    """
    from nianbao.cli.choosing import chosen_sites
    from nianbao.cli.crawling import crawl_out_of, end, show_result
    from pipelines.run import Selection

    names = chosen_sites(sites, region)
    result = crawl_out_of(names, archives, Selection(year, sample_of), sample=settings.sample)
    show_result(result, output)
    end(result)
