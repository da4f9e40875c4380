"""Organs go in: those that sign reports, and those that a registry row or a list only names."""

from collections.abc import Iterable

from sqlalchemy import Connection, select, update
from sqlalchemy.dialects.postgresql import insert

from nianbao.domain.divisions import regions
from nianbao.domain.governing import governs
from nianbao.domain.publishers import canonical_name, kind_of, slug_of
from nianbao.domain.report import PublisherKind
from nianbao.store import models


def note_organs(connection: Connection, named: Iterable[tuple[str, str]], *, by_registry: bool = False) -> None:
    """Enter organs that are not known yet, given as (region code, one name); a code that is on no list is passed over.

    `by_registry`: a registry row gives them as those that publish for their region; a government among them governs it,
    whatever its name.
    """
    for code, name in sorted(set(named)):
        region_id = region_of(connection, code) if code in regions() else None
        if region_id is not None:
            note_organ(connection, region_id, code, canonical_name(name, code), by_registry=by_registry)


def note_organ(connection: Connection, region_id: int, code: str, name: str, *, by_registry: bool = False) -> None:
    """Enter an organ by its one name. One whose short name another organ of the region has is not entered."""
    kind = kind_of(name)
    speaks = governs(name, code) or (by_registry and kind == PublisherKind.GOVERNMENT)
    row = {"region_id": region_id, "name": name, "slug": slug_of(name, code), "kind": kind, "governs": speaks}
    connection.execute(insert(models.Publisher).values(row).on_conflict_do_nothing())
    if speaks:
        held = models.Publisher
        known = (held.region_id == region_id, held.name == name, held.governs.is_(False))
        connection.execute(update(held).where(*known).values(governs=True))


def region_of(connection: Connection, code: str) -> int | None:
    """Our number of the region that has this code today."""
    held = models.RegionCode
    return connection.execute(
        select(held.region_id).where(held.code == code, held.valid_to.is_(None))
    ).scalar_one_or_none()
