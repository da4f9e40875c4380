"""`nianbao decide`: a person's word on a cell, a finding or a report."""

from decimal import Decimal, InvalidOperation

import click

from nianbao.cli.exits import WrongCall
from nianbao.cli.opened import opened_database

VERDICTS = ("source_error_confirmed", "misread_fixed", "correct_as_printed", "duplicate", "not_decidable", "corrected")


@click.command("decide")
@click.argument("target", metavar="CELL_ID | FINDING_ID | REPORT_ID | DECISION")
@click.option("--verdict", type=click.Choice(VERDICTS), help="What is decided; left out: agree with DECISION.")
@click.option("--by", required=True, metavar="HANDLE", help="Who decides or agrees.")
@click.option("--value", metavar="NUMBER", help="The corrected number.")
@click.option("--evidence", metavar="URL", help="A source that is not our arithmetic: an address or a WARC-Record-ID.")
@click.option("--note", default="", help="Why.")
@click.pass_context
def command(
    ctx: click.Context, target: str, verdict: str | None, by: str, value: str | None, evidence: str | None, note: str
) -> None:
    """Decide about a cell, a finding or a report, or agree with a decision by its number.

    A decision is bound to the texts that stand in the cells now, and is never changed: a later one takes its place. A
    correction stands once a second person agrees; it is shown beside the value, never in it.
    """
    from nianbao.store.decide import DecisionRefused, decide, endorse, target_of

    try:
        with opened_database(ctx) as connection:
            if verdict is None:
                endorse(connection, _number_of_decision(target), by)
                click.echo(f"decision {target}: {by} agrees")
                return
            about = target_of(connection, target)
            number = decide(connection, about, verdict, by=by, note=note, value=_number(value), evidence=evidence)
    except DecisionRefused as error:
        raise WrongCall(str(error)) from error
    click.echo(f"decision {number}")
    if verdict == "corrected":
        click.echo(f"it stands once another person agrees: nianbao decide {number} --by HANDLE", err=True)


def _number_of_decision(target: str) -> int:
    if not target.isascii() or not target.isdecimal():
        raise WrongCall("say what is decided (--verdict), or name a decision by its number to agree with it")
    return int(target)


def _number(value: str | None) -> Decimal | None:
    if value is None:
        return None
    try:
        number = Decimal(value)
    except InvalidOperation as error:
        raise WrongCall(f"{value} is no number") from error
    if not number.is_finite():
        raise WrongCall(f"{value} is no number")
    return number
