"""`nianbao release`: a numbered state of the database that others cite."""

import click

from nianbao.cli.exits import Incomplete, WrongCall
from nianbao.cli.opened import opened_database
from nianbao.cli.output import format_option, print_rows


@click.group("release")
def command() -> None:
    """Freeze what is shown under a number, list what was frozen, and tell two such states apart."""


@command.command("make")
@click.argument("release")
@click.option("--note", default="", help="What is new, in words.")
@format_option
@click.pass_context
def make(ctx: click.Context, release: str, note: str, output: str) -> None:
    """Make RELEASE (YEAR.NUMBER, such as 2026.1): every report's reading and every decision that stands now."""
    from dataclasses import asdict
    from importlib.metadata import version

    from nianbao.store.release import ReleaseRefused, make_release, one_state

    try:
        with opened_database(ctx) as connection:
            one_state(connection)
            made = make_release(connection, release, note=note, program=version("nianbao"))
    except ReleaseRefused as error:
        raise WrongCall(str(error)) from error
    print_rows([asdict(made)], output)


@command.command("list")
@format_option
@click.pass_context
def list_releases(ctx: click.Context, output: str) -> None:
    """Print every release, oldest first."""
    from dataclasses import asdict

    from nianbao.store.release import releases

    with opened_database(ctx) as connection:
        rows = [asdict(row) for row in releases(connection)]
    print_rows(rows, output)
    if not rows:
        raise Incomplete("no release was made yet: `nianbao release make YEAR.NUMBER`")


@command.command("diff")
@click.argument("older")
@click.argument("newer")
@format_option
@click.pass_context
def diff(ctx: click.Context, older: str, newer: str, output: str) -> None:
    """Print every figure that two releases show differently, each with its cause."""
    from dataclasses import asdict

    from nianbao.store.release import ReleaseRefused, release_diff

    try:
        with opened_database(ctx) as connection:
            rows = [asdict(row) for row in release_diff(connection, older, newer)]
    except ReleaseRefused as error:
        raise WrongCall(str(error)) from error
    print_rows(rows, output)
    if not rows:
        click.echo(f"{older} and {newer} show the same figures", err=True)
