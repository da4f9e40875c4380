"""The options `--as-of` and `--known-on`: as of when a command answers."""

from collections.abc import Callable
from datetime import date, datetime
from functools import wraps
from typing import Any

import click

from nianbao.store.then import Then

DAY = click.DateTime(["%Y-%m-%d"])


def then_options(run: Callable[..., Any]) -> Callable[..., Any]:
    """Two options for a command, which is called with `then`."""

    @click.option("--as-of", type=DAY, help="As the portals showed it at the end of that day (UTC).")
    @click.option("--known-on", type=DAY, help="As it was read here by the end of that day (UTC).")
    @wraps(run)
    def asked(*args: Any, as_of: datetime | None, known_on: datetime | None, **options: Any) -> Any:
        return run(*args, then=Then(_day(as_of), _day(known_on)), **options)

    return asked


def _day(moment: datetime | None) -> date | None:
    return None if moment is None else moment.date()
