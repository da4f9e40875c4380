"""`nianbao sites`: the registry."""

from collections.abc import Sequence
from typing import Any

import click

from nianbao.cli.checking import check_live
from nianbao.cli.choosing import chosen_sites
from nianbao.cli.exits import Incomplete, WrongCall
from nianbao.cli.main import Settings
from nianbao.cli.output import format_option, print_rows

FOR_EYES = ("site", "region", "name", "publisher", "family", "first_year", "checked")


@click.command("sites")
@click.argument("sites", metavar="[SITE]…", nargs=-1)
@click.option("--region", metavar="CODE|NAME", help="Every site of this region and of those below it.")
@click.option("--check", is_flag=True, help="Say what is wrong with the rows instead, without a network.")
@click.option("--live", is_flag=True, help="With --check: ask each portal for its list and its newest report.")
@click.option("--write", is_flag=True, help="With --live: write into each row the day, or why it was not found good.")
@format_option
@click.pass_obj
def command(
    settings: Settings, sites: tuple[str, ...], region: str | None, check: bool, live: bool, write: bool, output: str
) -> None:
    """Print the portals of the registry. A faulty row is named, whatever was asked for (exit status 1).

    With --check --live the portals are asked as in a crawl: politely, archived, read and stored; NIANBAO_CONTACT must
    be set. Exit status: 0 every row was found good · 1 one was not · 2 wrong call · 4 database, archive, or a file of
    the registry.
    """
    refuse_halves(check=check, live=live, write=write)
    refuse_faults()
    names = chosen_sites(sites, region)
    if live:
        check_live(names, sample=settings.sample, write=write, output=output)
    elif check:
        never = [row["site"] for row in site_rows(names) if row["checked"] is None]
        click.echo(f"{len(names)} sites, no fault; {len(never)} of them never found good live", err=True)
    else:
        rows = site_rows(names)
        print_rows(shortened(rows) if output == "table" else rows, output)


def refuse_halves(*, check: bool, live: bool, write: bool) -> None:
    """Raise WrongCall for an option without the one that it belongs to."""
    if live and not check:
        raise WrongCall("--live belongs to --check")
    if write and not live:
        raise WrongCall("--write belongs to --check --live")


def refuse_faults() -> None:
    """Name the faults of the registry. Raises Incomplete where there are any."""
    faults = faults_of_registry()
    for fault in faults:
        click.echo(fault, err=True)
    if faults:
        raise Incomplete(f"{len(faults)} faults in the registry: mend the rows named above")


def faults_of_registry() -> list[str]:
    """Faults of the rows; where there are none, regions that are not on the national list."""
    from crawler.families import family_faults
    from crawler.registry import registry_faults, sites
    from nianbao.domain.divisions import regions

    if faults := [*registry_faults(), *family_faults()]:
        return faults
    return [
        f"{site.name}: {site.region} is no region of the national list"
        for site in sites().values()
        if site.region not in regions()
    ]


def site_rows(names: Sequence[str]) -> list[dict[str, Any]]:
    """These sites as printed."""
    from crawler.registry import sites
    from nianbao.domain.divisions import full_name

    return [
        {
            "site": site.name,
            "region": site.region,
            "name": full_name(site.region),
            "publisher": site.publisher,
            "family": site.family,
            "first_year": site.first_year,
            "list_url": site.list_url,
            "reports": list(site.reports),
            "evidence": site.evidence,
            "checked": site.checked.isoformat() if site.checked else None,
            "check_failed": site.check_failed,
        }
        for site in map(sites().__getitem__, names)
    ]


def shortened(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows without addresses and evidence, which no terminal is wide enough for."""
    return [{column: row[column] for column in FOR_EYES} for row in rows]
