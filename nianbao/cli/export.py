"""`nianbao export`: the data as files, with their codebook and their gaps."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from nianbao.cli.exits import SurroundingsFailed, WrongCall
from nianbao.cli.opened import opened_database
from nianbao.cli.output import format_option, print_rows
from nianbao.cli.region import place_of
from nianbao.exports.selection import COVERAGES, LAST_YEAR, LEVELS, QUALITIES, Selection, SelectionRefused

if TYPE_CHECKING:
    from nianbao.exports.package import Built

FORMATS = "csv,parquet,xlsx,dta,sav"
YEARS = re.compile(r"(\d{4})(-(\d{4})?)?")


@click.command("export")
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option("--formats", default=FORMATS, show_default=True, help="What to write, with commas between.")
@click.option("--release", help="A release, such as 2026.1; else what is shown now.")
@click.option("--region", "regions", multiple=True, metavar="REGION", help="Only this region and those below it.")
@click.option("--years", default="2019-", show_default=True, help="2021, 2014-2018, or 2019- for all since.")
@click.option("--level", "levels", multiple=True, type=click.Choice(LEVELS), help="Only regions of this level.")
@click.option("--coverage", multiple=True, type=click.Choice(COVERAGES), help="What the reports count: aggregate.")
@click.option("--kind", "kinds", multiple=True, help="Only reports of this kind of organ, such as department.")
@click.option("--figures", multiple=True, metavar="PATTERN", help="Only these figures: keys, short names, patterns.")
@click.option("--quality", type=click.Choice(QUALITIES), default="default", show_default=True, help="See docs.")
@format_option
@click.pass_context
def command(
    ctx: click.Context,
    folder: Path,
    formats: str,
    release: str | None,
    regions: tuple[str, ...],
    years: str,
    levels: tuple[str, ...],
    coverage: tuple[str, ...],
    kinds: tuple[str, ...],
    figures: tuple[str, ...],
    quality: str,
    output: str,
) -> None:
    """Write the data into DIR, whole or not at all: tables in each format, codebook, citation, cautions, digests.

    DIR must be new, empty, or an earlier export, which is then replaced.
    """
    first, last = _years(years)
    places = [place_of(region) for region in regions]
    try:
        chosen = Selection(
            regions=tuple(place.key or place.code for place in places),
            levels=levels or LEVELS,
            first_year=first,
            last_year=last,
            coverage=coverage or ("aggregate",),
            kinds=kinds,
            figures=figures,
            quality=quality,
            release=release,
        )
    except SelectionRefused as error:
        raise WrongCall(str(error)) from error
    built = _built(ctx, chosen, [form.strip() for form in formats.split(",") if form.strip()], folder)
    print_rows([{"step": step.name, "region_years": step.n} for step in built.counted.steps], output)
    click.echo(f"{folder}: {built.shown.release_id}, {sum(built.rows.values())} rows, {built.size} bytes", err=True)


def _built(ctx: click.Context, chosen: Selection, formats: list[str], folder: Path) -> "Built":
    from nianbao.exports.files import FormatDiffers
    from nianbao.exports.folder import FolderRefused
    from nianbao.exports.package import build
    from nianbao.exports.shown import one_state
    from nianbao.exports.writing import FormatRefused

    try:
        with opened_database(ctx) as connection:
            one_state(connection)
            return build(connection, chosen, formats, folder, lambda line: click.echo(line, err=True))
    except (SelectionRefused, FormatRefused, FolderRefused) as error:
        raise WrongCall(str(error)) from error
    except FormatDiffers as error:
        raise SurroundingsFailed(f"{error}: another version of pyreadstat is needed; nothing was written") from error
    except OSError as error:
        raise SurroundingsFailed(f"{error}; nothing was written") from error


def _years(given: str) -> tuple[int, int]:
    found = YEARS.fullmatch(given)
    if found is None:
        raise WrongCall(f"{given} are no years: 2021, 2014-2018, or 2019- for all since")
    first = int(found[1])
    match found[2], found[3]:
        case None, _:
            return first, first
        case _, None:
            return first, LAST_YEAR
        case _, last:
            return first, int(last)
