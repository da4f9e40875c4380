"""Regions through time in the database: their lives, what each was called and when, and what happened to them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from importlib.resources import files

from sqlalchemy import Connection

from nianbao.domain.divisions import Region
from nianbao.domain.divisions.history import Chronicle, Life, Link, Spell, chronicle
from nianbao.domain.divisions.history.boundaries import changed_by, groups_of
from nianbao.domain.divisions.names import zone_codes
from nianbao.store.bulk import copy_rows

LIFE = ("key", "level", "code", "name", "exists_from", "exists_to", "boundary_group", "is_functional_zone")
SPELL = ("key", "what", "value", "valid_from", "valid_to")
HAPPENED = ("event_id", "position", "date", "precision", "type", "before", "after", "changed", "doc_no", "basis")
TABLES: Mapping[str, str] = {
    "life": "key text, level text, code text, name text, exists_from date, exists_to date, "
    "boundary_group int, is_functional_zone bool",
    "spell": "key text, what text, value text, valid_from date, valid_to date",
    "happened": "event_id text, position int, date date, precision text, type text, before text[], after text[], "
    "changed text[], doc_no text, basis text",
}
TEMPORARY = (*TABLES, "astray")

Value = tuple[str | None, date | None, date | None]


def fill_regions(connection: Connection, listed: Iterable[Region] | None = None) -> None:
    """Bring the region tables to the shipped history; a region that is known keeps its id.

    `listed`: these divisions instead, as they stand now and as far back as we know; others stay as they are.
    """
    fill_chronicle(connection, chronicle() if listed is None else as_chronicle(listed))


def fill_chronicle(connection: Connection, told: Chronicle) -> None:
    """Enter regions with their lives and events; those of keys that are not told stay as they are."""
    for table, columns in TABLES.items():
        connection.exec_driver_sql(f"CREATE TEMPORARY TABLE {table} ({columns}) ON COMMIT DROP")
    copy_rows(connection, "life", LIFE, lives(told))
    copy_rows(connection, "spell", SPELL, spells(told))
    copy_rows(connection, "happened", HAPPENED, happened(told))
    for statement in files(__package__).joinpath("fill_regions.sql").read_text("utf-8").split(";\n"):
        connection.exec_driver_sql(statement)
    for table in TEMPORARY:
        connection.exec_driver_sql(f"DROP TABLE {table}")


def as_chronicle(listed: Iterable[Region]) -> Chronicle:
    """Divisions that stand now, each under a key that is its code; a parent may be one of the shipped history."""
    given = list(listed)
    keys = {life.code: life.key for life in chronicle().lives.values() if life.until is None}
    keys.update({region.code: region.code for region in given})
    lives = {region.code: Life(region.code, (_standing(region, keys),)) for region in given}
    return Chronicle(lives, ())


def lives(told: Chronicle) -> Iterator[tuple[object, ...]]:
    """The rows of `LIFE`."""
    groups, zones = groups_of(told), zone_codes()
    for life in told.lives.values():
        zone = life.until is None and life.code in zones
        yield life.key, life.level, life.code, life.name, life.since, life.until, groups[life.key], zone


def spells(told: Chronicle) -> Iterator[tuple[object, ...]]:
    """The rows of `SPELL`: what is name, code or parent (a key), its value and the days it held."""
    for life in told.lives.values():
        for what in ("name", "code", "parent"):
            for value, since, until in _runs([_value(spell, what) for spell in life.spells]):
                if value is not None:
                    yield life.key, what, value, since, until


def happened(told: Chronicle) -> Iterator[tuple[object, ...]]:
    """The rows of `HAPPENED`; regions by key."""
    for position, link in enumerate(told.links):
        yield _event(position, link, sorted(changed_by(link, told)))


def _event(position: int, link: Link, changed: list[str]) -> tuple[object, ...]:
    event = link.event
    what = (event.key, position, event.date, event.precision, event.type)
    return (*what, list(link.before), list(link.after), changed, event.doc_no, event.basis)


def _standing(region: Region, keys: Mapping[str, str]) -> Spell:
    parent = None if region.parent is None else keys[region.parent]
    return Spell(region.code, region.code, region.name, parent, None, None)


def _value(spell: Spell, what: str) -> Value:
    values = {"name": spell.name, "code": spell.code, "parent": spell.parent}
    return values[what], spell.since, spell.until


def _runs(values: Sequence[Value]) -> Iterator[Value]:
    """Equal values that follow one another, as one."""
    held, since, until = values[0]
    for value, begin, end in values[1:]:
        if value != held:
            yield held, since, until
            held, since = value, begin
        until = end
    yield held, since, until
