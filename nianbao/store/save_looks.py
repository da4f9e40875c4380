"""What was seen of a portal goes in, never to change: looks at its list, what each showed, what became of addresses."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.dialects.postgresql import insert

from nianbao.store import models

Shown = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class LookRow:
    """One crawl's look at a site, from `began` to `ended`, the moments of its first and last exchange.

    `state`: how it ended; `is_whole`: every page of the list was read, and `shown` are its rows that are titles of
    reports. `url`, `rule`, `evidence`, `record_id`: what shows how it ended. `troubles`: kind of trouble -> how many
    things it kept from us; `has_moved`: the list's address gave no list, and no row was a report of the site.
    """

    site: str
    began: datetime
    ended: datetime
    list_url: str | None
    state: str
    is_whole: bool
    shown: Shown
    url: str | None
    rule: str
    evidence: str
    record_id: str | None
    troubles: Mapping[str, int] = field(default_factory=dict)
    has_moved: bool = False


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """What became of an address of a report that was asked for, `at` that moment."""

    site: str
    url: str
    at: datetime
    state: str
    rule: str
    evidence: str
    record_id: str | None


def save_look(connection: Connection, crawl_id: int, look: LookRow) -> None:
    """Keep a look; one that is known, because its archive was replayed, is not kept again."""
    row = asdict(look)
    shown = row.pop("shown")
    row |= {"crawl_id": crawl_id, "shown_id": _shown(connection, look.site, shown) if look.is_whole else None}
    connection.execute(insert(models.Look).values(row).on_conflict_do_nothing())


def save_outcomes(connection: Connection, crawl_id: int, outcomes: Iterable[OutcomeRow]) -> None:
    """Keep what became of addresses; what is known is not kept again."""
    rows = {(one.site, one.url, one.at): asdict(one) | {"crawl_id": crawl_id} for one in outcomes}
    if rows:
        connection.execute(insert(models.Outcome).on_conflict_do_nothing(), list(rows.values()))


def _shown(connection: Connection, site: str, rows: Shown) -> int:
    kept = sorted((dict(row) for row in rows), key=lambda row: str(row["url"]))
    digest = sha256(json.dumps(kept, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
    row = {"site": site, "digest": digest, "rows": kept}
    connection.execute(insert(models.Shown).values(row).on_conflict_do_nothing())
    known = select(models.Shown.shown_id).where(models.Shown.site == site, models.Shown.digest == digest)
    return connection.execute(known).scalar_one()
