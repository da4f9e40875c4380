"""`nianbao discover`: a portal's column of annual reports, found from its home page or found again."""

import click

from nianbao.cli.exits import Incomplete, WrongCall
from nianbao.cli.main import Settings


@click.command("discover")
@click.argument("url", required=False)
@click.option("--region", metavar="CODE|NAME", help="Whose portal it is, where its home page does not say.")
@click.option(
    "--site", "names", metavar="SITE", multiple=True, help="Find a list again that has moved; may be repeated."
)
@click.option("--write", is_flag=True, help="With --site: write what agrees with a report held into the registry.")
@click.option(
    "--format",
    "output",
    type=click.Choice(["toml", "json"]),
    default="toml",
    show_default=True,
    help="The row (with --site the difference) alone, or all that was seen.",
)
@click.pass_obj
def command(
    settings: Settings, url: str | None, region: str | None, names: tuple[str, ...], write: bool, output: str
) -> None:
    """Find the annual-report column of the portal at URL, or with --site the list of a site again.

    Pages are asked for as in a crawl: politely, archived; NIANBAO_CONTACT must be set. The way and every column that
    was not taken are told on standard error. Exit status: 0 found · 1 not found, or not agreed with a report held · 2
    wrong call · 4 database, archive, or a file of the registry.
    """
    if bool(url) == bool(names):
        raise WrongCall("give the address of a home page, or --site SITE")
    if (write or region) and not (names if write else url):
        raise WrongCall("--write belongs to --site, --region to the address of a home page")
    from nianbao.cli.discovering import find_again, find_new

    if url:
        find_new(url, region, sample=settings.sample, output=output)
    elif bad := find_again(names, sample=settings.sample, write=write, output=output):
        raise Incomplete(f"not found again: {', '.join(bad)}")
