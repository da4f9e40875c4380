"""`nianbao sites`: the registry."""

from typing import Any

import click

from nianbao.cli.exits import Incomplete
from nianbao.cli.output import format_option, print_rows

FOR_EYES = ("site", "region", "name", "publisher", "family", "first_year")


@click.command("sites")
@click.option("--check", is_flag=True, help="Say what is wrong with the rows instead, without a network.")
@format_option
def command(check: bool, output: str) -> None:
    """Print the portals of the registry. A faulty row is named, whatever was asked for (exit status 1)."""
    faults = faults_of_registry()
    for fault in faults:
        click.echo(fault, err=True)
    if faults:
        raise Incomplete(f"{len(faults)} faults in the registry: mend the rows named above")
    rows = site_rows()
    if check:
        click.echo(f"{len(rows)} sites, no fault", err=True)
    else:
        print_rows(shortened(rows) if output == "table" else rows, output)


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


def site_rows() -> list[dict[str, Any]]:
    """Every site as printed."""
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
        }
        for site in sites().values()
    ]


def shortened(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows without addresses and evidence, which no terminal is wide enough for."""
    return [{column: row[column] for column in FOR_EYES} for row in rows]
