"""Organs go in: those that sign reports, and those that a registry row or a list only names."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import Connection, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from nianbao.domain.divisions import known
from nianbao.domain.governing import governs
from nianbao.domain.lineages import line_of
from nianbao.domain.publishers import canonical_name, kind_of, slug_of
from nianbao.domain.report import PublisherKind
from nianbao.domain.sectors import sector_of
from nianbao.store import models


def note_organs(connection: Connection, named: Iterable[tuple[str, str]], *, by_registry: bool = False) -> None:
    """Enter organs that are not known yet, given as (region code, one name); a code that is on no list is passed over.

    `by_registry`: a registry row gives them as those that publish for their region; a government among them governs it,
    whatever its name.
    """
    for code, name in sorted(set(named)):
        region_id = region_of(connection, code) if known(code) else None
        if region_id is not None:
            note_organ(connection, region_id, code, canonical_name(name, code), by_registry=by_registry)


def note_organ(connection: Connection, region_id: int, code: str, name: str, *, by_registry: bool = False) -> None:
    """Enter an organ by its one name. One whose short name another organ of the region has is not entered."""
    kind = kind_of(name)
    speaks = governs(name, code) or (by_registry and kind == PublisherKind.GOVERNMENT)
    sector = sector_of(name, kind)
    row = {"region_id": region_id, "name": name, "slug": slug_of(name, code), "kind": kind, "governs": speaks}
    line = line_of(name, code)
    row |= {"sector": sector.name, "sector_basis": sector.basis, "line": line.key, "line_basis": line.basis}
    connection.execute(insert(models.Publisher).values(row).on_conflict_do_nothing())
    if speaks:
        held = models.Publisher
        unsaid = (held.region_id == region_id, held.name == name, held.governs.is_(False))
        connection.execute(update(held).where(*unsaid).values(governs=True))


def region_of(connection: Connection, code: str, year: int | None = None) -> int | None:
    """Our number of the region that has this code today, or was the last to have it.

    With a report year: of the one that was there on 31 December, else in the course of the year; its last code counts.
    """
    held = models.Region
    found = select(held.region_id).where(held.code == code).order_by(held.exists_to.desc().nulls_first()).limit(1)
    if year is None:
        return connection.execute(found).scalar_one_or_none()
    begun, ended = held.exists_from, held.exists_to
    found = found.where(
        or_(begun.is_(None), begun <= date(year, 12, 31)), or_(ended.is_(None), ended > date(year, 1, 1))
    )
    return connection.execute(found).scalar_one_or_none()
