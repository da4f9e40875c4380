"""How discoveries are told: the way, and what was not taken, on standard error; rows and differences are the output."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from nianbao.cli.exits import SurroundingsFailed
from nianbao.cli.output import print_json

if TYPE_CHECKING:
    from datetime import date

    from pipelines.discovery.found import Discovery, Proposal


def show_new(found: Discovery, output: str) -> None:
    """A row to add, with how it is known."""
    from pipelines.discovery.rows import lines_of

    tell(found)
    row = lines_of(found.proposal, today()) if found.proposal else ""
    if output == "json":
        print_json({**as_json(found), "row": row})
    else:
        click.echo(row, nl=False)


def show_again(found: Sequence[Discovery], output: str) -> None:
    """What of the rows would change. Raises SurroundingsFailed for a row that cannot be edited."""
    for one in found:
        tell(one)
    changes = {one.asked_for: difference_of(one.proposal) if one.proposal else "" for one in found}
    if output == "json":
        print_json([{**as_json(one), "diff": changes[one.asked_for]} for one in found])
    else:
        click.echo("".join(changes.values()), nl=False)


def write_agreed(found: Sequence[Discovery]) -> None:
    """Write the lists that agree with a report held into their rows. Raises SurroundingsFailed."""
    from crawler.registry_edit import RowUneditable
    from crawler.registry_moves import moved, write_move

    for one in found:
        if one.proposal is None:
            continue
        if not one.proposal.agreed_with:
            click.echo(f"{one.asked_for}: not written: no report is held that its list could agree with", err=True)
            continue
        try:
            file, before, after = moved(one.asked_for, changes_of(one.proposal))
            write_move(file, before, after)
        except RowUneditable as refused:
            raise SurroundingsFailed(str(refused)) from refused
        click.echo(f"{one.asked_for}: written to {file}", err=True)


def difference_of(proposal: Proposal) -> str:
    """The difference that a proposal makes in its registry file. Raises SurroundingsFailed."""
    from crawler.registry_edit import RowUneditable
    from crawler.registry_moves import difference, moved

    try:
        return difference(*moved(proposal.site.name, changes_of(proposal)))
    except RowUneditable as refused:
        raise SurroundingsFailed(str(refused)) from refused


def changes_of(proposal: Proposal) -> dict[str, str | None]:
    """The fields of the row as they would read; null for one that falls away."""
    from pipelines.discovery.rows import fields_of, toml

    fields = fields_of(proposal, today())
    return {
        name: toml(fields[name]) if name in fields else None for name in ("family", "list_url", "reports", "evidence")
    }


def tell(found: Discovery) -> None:
    """Every page that was looked at and every column that was not taken, a line each."""
    for step in found.steps:
        click.echo(
            f"{found.asked_for}: {step.stage.value}: {step.words or step.by.value}: {step.url}: {step.seen}", err=True
        )
    for rejected in found.rejected:
        click.echo(f"{found.asked_for}: not taken: {rejected.url}: {'; '.join(rejected.reasons)}", err=True)
    if found.fault or found.stopped:
        click.echo(f"{found.asked_for}: {found.fault or f'stopped at its bound ({found.stopped})'}", err=True)
    if found.proposal is not None:
        click.echo(f"{found.asked_for}: {told_of(found.proposal)}", err=True)


def told_of(proposal: Proposal) -> str:
    """The proposal in a line."""
    from pipelines.discovery.rows import evidence

    lacking = f"; held and not listed there: {', '.join(map(str, proposal.lacking))}" if proposal.lacking else ""
    unproven = "" if proposal.agreed_with else "; nothing is held that could prove it"
    return f"{proposal.site.family}, {proposal.site.list_url}: {evidence(proposal, today())}{lacking}{unproven}"


def as_json(found: Discovery) -> dict[str, Any]:
    """Everything that was seen, for programs."""
    proposal = found.proposal
    row = (
        None
        if proposal is None
        else {
            "name": proposal.site.name,
            "region": proposal.site.region,
            "publisher": proposal.site.publisher,
            "family": proposal.site.family,
            "list_url": proposal.site.list_url,
            "reports": list(proposal.site.reports),
            "first_year": proposal.site.first_year,
            "trail": [list(step) for step in proposal.trail],
            "listed": dict(proposal.listed),
            "lacking": list(proposal.lacking),
            "report_url": proposal.report_url,
            "agreed_with": proposal.agreed_with or None,
        }
    )
    return {
        "asked_for": found.asked_for,
        "found": row,
        "steps": [asdict(step) for step in found.steps],
        "rejected": [asdict(one) for one in found.rejected],
        "fault": found.fault or None,
        "stopped": found.stopped or None,
    }


def today() -> date:
    """The day that evidence names (UTC)."""
    from crawler import clock

    return clock.now().date()
