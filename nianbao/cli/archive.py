"""`nianbao archive`: the archive and whether it is whole."""

from pathlib import Path

import click

from nianbao.cli.exits import SurroundingsFailed


@click.group("archive")
def command() -> None:
    """The archived answers of the portals."""


@command.command("verify")
@click.argument("files", metavar="[FILE]…", nargs=-1, type=click.Path(path_type=Path))
def verify_command(files: tuple[Path, ...]) -> None:
    """Check every digest of every record; without FILE of all archives in NIANBAO_HOME/archive.

    Each fault is a line on standard error. Exit status: 0 all whole · 4 a fault, or no file there.
    """
    from nianbao.archive.errors import Missing
    from nianbao.archive.verify import verify

    checked = files or archived_files()
    faults = 0
    for file in checked:
        try:
            for fault in verify(file):
                click.echo(str(fault), err=True)
                faults += 1
        except Missing as missing:
            click.echo(str(missing), err=True)
            faults += 1
    if faults:
        raise SurroundingsFailed(f"{faults} faults in {len(checked)} files: restore the files named above from a copy")
    click.echo(f"{len(checked)} files, every digest holds", err=True)


def archived_files() -> tuple[Path, ...]:
    """The archives of live crawls, by name."""
    from nianbao.store.embedded_home import nianbao_home

    return tuple(sorted((nianbao_home() / "archive").glob("*.warc.gz")))
