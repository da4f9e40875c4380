"""`nianbao archive`: the archive, whether it is whole, and its way into the store."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from nianbao.cli.exits import SurroundingsFailed

if TYPE_CHECKING:
    from nianbao.archive.store import Store


@click.group("archive")
def command() -> None:
    """The archived answers of the portals."""


@command.command("verify")
@click.argument("files", metavar="[FILE]…", nargs=-1, type=click.Path(path_type=Path))
def verify_command(files: tuple[Path, ...]) -> None:
    """Check every digest of every record; without FILE of all archives in NIANBAO_HOME/archive and in NIANBAO_ARCHIVE.

    Each fault is a line on standard error. Exit status: 0 all whole · 4 a fault, or no file there.
    """
    from nianbao.archive.errors import OutOfReach, StoreFailed

    try:
        faults = [*faults_of(files)] if files else [*faults_of_all()]
    except (OutOfReach, StoreFailed) as failure:
        raise SurroundingsFailed(str(failure)) from failure
    checked = len(files or archived_files())
    if faults:
        raise SurroundingsFailed(f"{len(faults)} faults in {checked} files: restore the files named above from a copy")
    click.echo(f"{checked} files, every digest holds", err=True)


@command.command("upload")
def upload_command() -> None:
    """Bring every finished archive into the store that NIANBAO_ARCHIVE names; a crawl does that by itself at its end.

    Exit status: 0 all are there · 2 no store is named · 4 one is not, each named.
    """
    from crawler import clock
    from nianbao.archive.handover import hand_over
    from nianbao.cli.archive_store import days_here, given_store, told
    from nianbao.cli.exits import WrongCall
    from nianbao.store.embedded_home import nianbao_home

    store = given_store()
    if store is None:
        raise WrongCall("NIANBAO_ARCHIVE names no store: set it to s3://bucket/prefix, or to a folder")
    account = hand_over(nianbao_home() / "archive", store, stays=days_here(), now=clock.now())
    if account.failed:
        raise SurroundingsFailed("; ".join(account.failed))
    click.echo(told(account), err=True)


def faults_of(files: Sequence[Path]) -> Iterator[str]:
    """Every fault of these files, told as it is found."""
    from nianbao.archive.errors import Missing, OutOfReach
    from nianbao.archive.verify import verify

    for file in files:
        try:
            for fault in verify(file):
                yield told_fault(str(fault))
        except OutOfReach:
            raise
        except Missing as missing:
            yield told_fault(str(missing))


def faults_of_all() -> Iterator[str]:
    """The faults of all archives: of those here, and of their copies and the others in the store."""
    from nianbao.cli.archive_store import given_store

    yield from faults_of(archived_files())
    store = given_store()
    if store is not None:
        yield from faults_of_copies(store)


def faults_of_copies(store: "Store") -> Iterator[str]:
    """Files that the store has lost, and copies that are not what lies here. Raises StoreFailed."""
    from nianbao.archive.handover import noted, sha256_of, unstored
    from nianbao.store.embedded_home import nianbao_home

    folder, there = nianbao_home() / "archive", store.sizes()
    for name in noted(folder, store):
        if name not in there:
            yield told_fault(f"{store.where(name)} is missing: it was stored, and is there no longer")
    for file in archived_here():
        if file.name in there and store.sha256(file.name) != sha256_of(file):
            yield told_fault(f"{store.where(file.name)} is damaged: its bytes are not those of {file}")
    if waiting := unstored(folder, store, there):
        click.echo(f"{len(waiting)} archives are not in the store yet: `nianbao archive upload`", err=True)


def told_fault(line: str) -> str:
    """Say a fault at once; a large archive takes long."""
    click.echo(line, err=True)
    return line


def archived_files() -> tuple[Path, ...]:
    """The archives of live crawls, by name: those here, and those in the store alone. Raises StoreFailed."""
    from nianbao.cli.archive_store import given_store
    from nianbao.store.embedded_home import nianbao_home

    here, store = archived_here(), given_store()
    if store is None:
        return here
    names = {file.name for file in here}
    there = (nianbao_home() / "archive" / name for name in store.sizes() if name not in names)
    return tuple(sorted((*here, *there)))


def archived_here() -> tuple[Path, ...]:
    """The archives that lie on this machine, by name."""
    from nianbao.store.embedded_home import nianbao_home

    return tuple(sorted((nianbao_home() / "archive").glob("*.warc.gz")))
