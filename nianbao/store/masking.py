"""Prose without personal data: beside each text that is stored stands what the views show of it.

Masked texts follow from the texts and the patterns, so they are in no digest; new patterns mask every text anew.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files
from typing import Any

from psycopg.types.json import Jsonb
from sqlalchemy import Connection, RowMapping, Table, bindparam, func, select, update
from sqlalchemy.dialects.postgresql import insert

from nianbao.domain.personal import find_spans, mask
from nianbao.store.models import Installed, metadata

PATTERNS = "nianbao.domain.personal"
PART = "masks"
READINGS_AT_A_TIME = 500


def masks_of(text: str) -> list[list[str | int]]:
    """[kind, start, stop] of each piece of personal data."""
    return [[span.kind, span.start, span.stop] for span in find_spans(text)]


def _masks_row(text: str) -> Jsonb:
    return Jsonb(masks_of(text))


@dataclass(frozen=True, slots=True)
class MaskedColumn:
    """A column that is made of another one of its row."""

    source: str
    target: str
    make: Callable[[str], Any] = mask


MASKED: Mapping[str, tuple[MaskedColumn, ...]] = {
    "reading": (
        MaskedColumn("title", "title_masked"),
        MaskedColumn("coverage_evidence", "coverage_evidence_masked"),
    ),
    "section": (
        MaskedColumn("heading", "heading_masked"),
        MaskedColumn("text", "text_masked"),
        MaskedColumn("text", "masks", _masks_row),
    ),
    "claim": (MaskedColumn("text", "text_masked"),),
    "finding": (MaskedColumn("message", "message_masked"),),
}


def masked_columns(table: str) -> tuple[str, ...]:
    """The masked columns of a table, in the order of `masked_values`."""
    return tuple(column.target for column in MASKED.get(table, ()))


def masked_values(table: str, columns: Sequence[str], row: Sequence[Any]) -> tuple[Any, ...]:
    """What stands in them, of a row that holds `columns`."""
    return tuple(column.make(row[columns.index(column.source)]) for column in MASKED.get(table, ()))


def fill_masks(connection: Connection) -> None:
    """Mask every stored text anew where the patterns are not those it was masked by; else do nothing."""
    digest = patterns_digest()
    held = select(Installed.digest).where(Installed.part == PART)
    if connection.execute(held).scalar_one_or_none() == digest:
        return
    for name in MASKED:
        _fill(connection, metadata.tables[name])
    statement = insert(Installed).values(part=PART, digest=digest)
    connection.execute(statement.on_conflict_do_update(index_elements=["part"], set_={"digest": digest}))


def _fill(connection: Connection, table: Table) -> None:
    reading_id = table.c.reading_id
    last = connection.execute(select(func.max(reading_id))).scalar_one() or 0
    for first in range(0, last + 1, READINGS_AT_A_TIME):
        some = select(table).where(reading_id >= first, reading_id < first + READINGS_AT_A_TIME)
        changed = [found for row in connection.execute(some).mappings() if (found := _changes(table, row))]
        if changed:
            connection.execute(_update(table), changed)


def _changes(table: Table, row: RowMapping) -> dict[str, Any] | None:
    """The parameters that bring a row's masked texts up to date; nothing where they are."""
    made = {column.target: _plain(column.make(row[column.source])) for column in MASKED[table.name]}
    if all(row[name] == value for name, value in made.items()):
        return None
    return made | {f"of_{column.name}": row[column.name] for column in table.primary_key}


def _update(table: Table) -> Any:
    this = [column == bindparam(f"of_{column.name}") for column in table.primary_key]
    return update(table).where(*this).values({name: bindparam(name) for name in masked_columns(table.name)})


def _plain(value: Any) -> Any:
    """As SQLAlchemy gives and takes it: it wraps JSON by itself."""
    return value.obj if isinstance(value, Jsonb) else value


def patterns_digest() -> str:
    """SHA-256 of the patterns that texts are masked by."""
    return sha256(files(PATTERNS).joinpath("patterns.toml").read_bytes()).hexdigest()
