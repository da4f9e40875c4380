"""`nianbao flag`: an error somebody sees in a figure, as a file that can be sent to those who decide."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from nianbao.cli.exits import SurroundingsFailed, WrongCall
from nianbao.cli.opened import opened_database
from nianbao.explorer.cell_flag import CLASSES, flag_content, flag_name

if TYPE_CHECKING:
    from nianbao.domain.report import Figure


@click.command("flag")
@click.argument("cell", metavar="CELL_ID")
@click.option("--says", metavar="TEXT", help="What the page prints there.")
@click.option(
    "--class", "kind", type=click.Choice(CLASSES), default="misread", show_default=True, help="What is wrong."
)
@click.option("--note", default="", help="Anything else.")
@click.option("--by", default="anonymous", show_default=True, metavar="HANDLE", help="Who says so.")
@click.option(
    "--file", "evidence", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="A picture or page."
)
@click.option(
    "--to",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("flags"),
    show_default=True,
    help="Folder for the file that is written.",
)
@click.pass_context
def command(
    ctx: click.Context, cell: str, says: str | None, kind: str, note: str, by: str, evidence: Path | None, folder: Path
) -> None:
    """Write a file that says what is wrong with a figure; send it to those who keep the database.

    Nothing is sent and nothing in the database changes.
    """
    from hashlib import sha256

    ours = _ours(ctx, cell)
    now = datetime.now(UTC)
    digest = None if evidence is None else sha256(evidence.read_bytes()).hexdigest()
    flag = flag_content(cell, ours, kind=kind, says=says, note=note, by=by, at=now, evidence=digest)
    path = folder / flag_name(cell, now)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(json.dumps(flag, ensure_ascii=False, indent=2) + "\n")
    except OSError as error:
        raise SurroundingsFailed(f"{path} cannot be written: {error.strerror}") from error
    click.echo(path)


def _ours(ctx: click.Context, cell: str) -> "Figure":
    from nianbao.store.queries import figures_of, reports

    report_id, _, key = cell.partition("/")
    with opened_database(ctx) as connection:
        held = [each for each in reports(connection, report_id.partition("-")[0]) if each.report_id == report_id]
        found = figures_of(connection, held).get(report_id, {}).get(key)
    if found is None:
        raise WrongCall(f"no cell {cell} is held: every export and `nianbao history … --all` name those that are")
    return found
