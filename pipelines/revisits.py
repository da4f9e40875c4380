"""Which held reports a look does not ask for: all but those whose turn it is."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection

from crawler import clock
from nianbao.domain.nightly import nightly
from nianbao.store.query_seen import passed_over
from pipelines.selection import Selection


def held_back(connection: Connection, names: Sequence[str], selection: Selection) -> dict[str, Any]:
    """The setting that names the held reports which a look does not ask for; none for another crawl."""
    if selection.look is None:
        return {}
    days = nightly().revisit
    left = passed_over(connection, names, clock.now(), revisits=selection.look, days=days)
    return {"PASSED_OVER": {name: list(urls) for name, urls in left.items()}}
