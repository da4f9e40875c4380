"""`nianbao withhold`: a cell or a report that is not to be shown."""

import click

from nianbao.cli.exits import WrongCall
from nianbao.cli.opened import opened_database


@click.command("withhold")
@click.argument("target", metavar="CELL_ID | REPORT_ID")
@click.option("--reason", required=True, help="Why; it is shown in place of what is withheld.")
@click.option("--by", required=True, metavar="HANDLE", help="Who withholds.")
@click.pass_context
def command(ctx: click.Context, target: str, reason: str, by: str) -> None:
    """Withhold a cell or a whole report from everything that is shown; archive and tables keep it.

    One person is enough, so that a request for removal is met at once. To show it again: `nianbao decide … --verdict
    correct_as_printed`.
    """
    from nianbao.store.decide import DecisionRefused, decide, target_of

    try:
        with opened_database(ctx) as connection:
            about = target_of(connection, target)
            if about.rule is not None:
                raise WrongCall("a finding cannot be withheld: withhold its cells, or the report")
            number = decide(connection, about, "withheld", by=by, note=reason)
    except DecisionRefused as error:
        raise WrongCall(str(error)) from error
    click.echo(f"decision {number}")
