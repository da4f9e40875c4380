"""`nianbao sites`: the registry."""

import csv
import json
import sys
from collections.abc import Sequence
from typing import Any

import click

from nianbao.cli.exits import Incomplete

COLUMNS = ("site", "region", "name", "publisher", "family", "first_year", "list_url", "reports", "evidence")


@click.command("sites")
@click.option("--check", is_flag=True, help="Hold every row against the rules of the registry, offline.")
@click.option("--format", "shape", type=click.Choice(["table", "json", "csv"]), default="table", help="How to print.")
def command(check: bool, shape: str) -> None:
    """List the portals of the registry; with --check, say what is wrong with its rows (exit status 1) instead."""
    faults = faults_of_registry()
    if faults or check:
        show_faults(faults)
        return
    rows = site_rows()
    match shape:
        case "json":
            json.dump(rows, sys.stdout, ensure_ascii=False, indent=1)
            sys.stdout.write("\n")
        case "csv":
            writer = csv.DictWriter(sys.stdout, COLUMNS, lineterminator="\n")
            writer.writeheader()
            writer.writerows({**row, "reports": " ".join(row["reports"])} for row in rows)
        case _:
            show_table(rows)


def faults_of_registry() -> list[str]:
    """Faults of the rows, then regions that are not on the national list."""
    from crawler.registry import registry_faults, sites
    from nianbao.domain.divisions import regions

    faults = registry_faults()
    if faults:
        return faults
    strangers = [site for site in sites().values() if site.region not in regions()]
    return [f"{site.name}: {site.region} is no region of the national list" for site in strangers]


def show_faults(faults: Sequence[str]) -> None:
    """One line a fault; exit status 1 where there is one."""
    from crawler.registry import sites

    for fault in faults:
        click.echo(fault, err=True)
    if faults:
        raise Incomplete(f"{len(faults)} faults in the registry: mend the rows named above")
    click.echo(f"{len(sites())} sites, no fault", err=True)


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


def show_table(rows: Sequence[dict[str, Any]]) -> None:
    """The columns that fit a terminal."""
    from rich.console import Console
    from rich.table import Table

    shown = ("site", "region", "name", "publisher", "family", "first_year")
    table = Table(*shown, title=f"{len(rows)} sites")
    for row in rows:
        table.add_row(*(str(row[column]) for column in shown))
    Console().print(table)
