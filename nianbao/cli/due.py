"""Which sites are due today: what `crawl --due` chooses, and says."""

from collections.abc import Sequence

import click

from nianbao.cli.contact import contact
from nianbao.cli.exits import WrongCall
from nianbao.cli.opened import opened_database


def due_sites(ctx: click.Context, names: Sequence[str]) -> tuple[str, ...]:
    """Those of these sites that are due; a line on standard error says why each is or is not. Raises WrongCall."""
    from crawler import clock
    from nianbao.domain.seasons import NEVER, due_on
    from nianbao.store.query_looks import looks

    if ctx.obj.sample:
        raise WrongCall("--due is about portals: leave --sample out")
    # Also where nothing is due, so that a schedule without a contact does not fail weeks later.
    contact()
    with opened_database(ctx) as connection:
        looked = looks(connection)
    today = clock.now().date()
    judged = {name: due_on(today, looked.get(name, NEVER)) for name in names}
    for name, due in judged.items():
        click.echo(f"{name}: {'due' if due.is_due else 'not due'}: {due.reason}", err=True)
    return tuple(name for name, due in judged.items() if due.is_due)
