"""`nianbao audit`: a probability sample of what is held, coded blind by two persons, and the error rates it implies."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from nianbao.audit.frame import DIMENSIONS
from nianbao.cli.exits import Incomplete, InputRefused, SurroundingsFailed, WrongCall
from nianbao.cli.output import print_csv, print_json, print_table

if TYPE_CHECKING:
    from nianbao.audit.folder import SampleFolder
    from nianbao.audit.sheets import Coding

NAMED = 5  # open answers that a message names


@click.group("audit")
def command() -> None:
    """How right a release is: draw a sample, have it coded by two persons, score it. See docs/audit.md."""


def _dimensions(ctx: click.Context, option: click.Parameter, value: str) -> tuple[str, ...]:
    named = tuple(value.split(","))
    if not set(named) <= set(DIMENSIONS) or len(set(named)) < len(named):
        raise click.BadParameter(f"some of {', '.join(DIMENSIONS)}, each once, with commas")
    return named


@command.command("sample")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--seed", type=int, required=True, help="Any number, said before the draw; it is published.")
@click.option("--size", type=click.IntRange(1), default=300, show_default=True, help="How many reports to draw.")
@click.option(
    "--least", type=click.IntRange(1), default=2, show_default=True, help="Of every stratum at least so many."
)
@click.option(
    "--by", callback=_dimensions, default=",".join(DIMENSIONS), show_default=True, help="What makes a stratum."
)
@click.option(
    "--whole", type=click.IntRange(1), default=3, show_default=True, help="Of so many reports one has every cell coded."
)
@click.option(
    "--readings",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="Draw from this folder (x.pdf and x.pdf.json, as `nianbao read` prints it) and not from the database.",
)
@click.pass_context
def sample(ctx: click.Context, /, folder: Path, readings: Path | None, **design: Any) -> None:
    """Draw a stratified sample of the held reports into FOLDER: pages, two coders' sheets, and what the reader made of
    them, sealed. The database is only read.
    """
    from nianbao.audit.draw import Design
    from nianbao.audit.folder import SampleFolder
    from nianbao.cli.audit_release import draw_from_database, draw_from_folder

    there = SampleFolder(folder)
    if there.exists():
        raise WrongCall(f"{folder} holds a sample already: a second draw goes into another folder")
    try:
        drawn_as = Design(**design)
        if readings is None:
            count = draw_from_database(ctx, there, drawn_as)
        else:
            count = draw_from_folder(readings, there, drawn_as)
    except ValueError as error:
        raise WrongCall(f"{error}: raise --size, lower --least, or name fewer of --by") from error
    except OSError as error:
        raise SurroundingsFailed(f"{folder}: {error.strerror}") from error
    click.echo(f"{count} reports drawn into {folder}; both coders begin with coder_N/reports.csv", err=True)


@command.command("code")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--coder", type=click.Choice(["1", "2"]), help="Check this coder's sheets, and write the next.")
@click.option("--adjudicate", is_flag=True, help="Set the coders' differences side by side for a third person.")
def code(folder: Path, coder: str | None, adjudicate: bool) -> None:
    """Check a coder's sheets and write the next one: first reports.csv, then cells.csv; at last differences.csv.

    Exit status: 0 nothing is left to do · 1 answers are open · 3 a sheet holds what may not be written.
    """
    if (coder is None) != adjudicate:
        raise WrongCall("give --coder 1, --coder 2 or --adjudicate")
    there = _opened(folder)
    if coder is not None:
        _check_coder(there, coder)
    else:
        _adjudicate(there)


def _check_coder(there: "SampleFolder", coder: str) -> None:
    from nianbao.audit.folder import read_rows
    from nianbao.audit.sheets import REPORT_COLUMNS, cell_sheet

    coding = _coding(there, coder)
    reports = read_rows(there.sheet(coder, "reports"), REPORT_COLUMNS)
    there.write_sheet(coder, "cells", cell_sheet(reports, coding))
    _nothing_open(coding.open, there.sheet(coder, "cells" if there.sheet(coder, "cells").exists() else "reports"))
    click.echo(f"coder {coder}: every report and cell is coded", err=True)


def _adjudicate(there: "SampleFolder") -> None:
    from nianbao.cli.audit_settled import settle

    found = settle(there, _complete(there, "1"), _complete(there, "2"))
    _nothing_open([f"{one.item} {one.what}" for one in found.open], there.path / "differences.csv")
    click.echo(f"{len(found.differences)} differences, all ruled on", err=True)


@command.command("score")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--draws", type=click.IntRange(100), default=1000, show_default=True, help="Replicates of the bootstrap.")
@click.option(
    "--format",
    "output",
    type=click.Choice(["table", "json", "csv", "markdown"]),
    default="table",
    show_default=True,
    help="csv: a line a measure; markdown: the block for docs/accuracy.md.",
)
def score(folder: Path, draws: int, output: str) -> None:
    """Print the error rates that a fully coded sample implies, by stratum and for the release, with intervals."""
    from nianbao.audit.result import result_of, scored_of
    from nianbao.audit.told import measure_rows, table_rows, text_block
    from nianbao.cli.audit_settled import settle

    there = _opened(folder)
    first, second = _complete(there, "1"), _complete(there, "2")
    found = settle(there, first, second)
    _nothing_open([f"{one.item} {one.what}" for one in found.open], folder / "differences.csv")
    seed = there.told()["seed"]
    result = result_of(scored_of(there.drawn(), found, _readings(there)), first, second, draws, seed)
    match output:
        case "json":
            print_json({"schema": 1, "seed": seed, **result})
        case "csv":
            print_csv(list(measure_rows(result)))
        case "markdown":
            click.echo(text_block(result, seed))
        case _:
            print_table(list(table_rows(result)))


def _opened(folder: Path) -> "SampleFolder":
    from nianbao.audit.folder import NotASample, SampleFolder

    there = SampleFolder(folder)
    try:
        there.told()
    except NotASample as error:
        raise InputRefused(str(error)) from error
    return there


def _readings(there: "SampleFolder") -> "dict[str, dict[str, object]]":
    from nianbao.audit.folder import NotASample

    try:
        return {name: dict(reading) for name, reading in there.readings().items()}
    except NotASample as error:
        raise InputRefused(str(error)) from error


def _coding(there: "SampleFolder", coder: str) -> "Coding":
    from nianbao.audit.folder import NotASample
    from nianbao.audit.sheets import Miscoded

    try:
        return there.coding(coder)
    except (NotASample, Miscoded) as error:
        raise InputRefused(f"coder {coder}: {error}") from error


def _complete(there: "SampleFolder", coder: str) -> "Coding":
    coding = _coding(there, coder)
    _nothing_open(coding.open, there.path / f"coder_{coder}")
    return coding


def _nothing_open(left: Iterable[str], where: Path) -> None:
    names = list(left)
    if names:
        more = " …" if len(names) > NAMED else ""
        raise Incomplete(f"{where}: {len(names)} answers are open: {', '.join(names[:NAMED])}{more}")
