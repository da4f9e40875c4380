"""What all tables share: how constraints are named, and how a column of chosen words is held to them."""

from collections.abc import Iterable
from typing import Any, ClassVar

from sqlalchemy import ARRAY, BigInteger, CheckConstraint, DateTime, MetaData, Numeric, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase

NAMES = {
    "pk": "%(table_name)s_pkey",
    "uq": "%(table_name)s_%(column_0_N_name)s_key",
    "fk": "%(table_name)s_%(column_0_N_name)s_fkey",
    "ix": "%(table_name)s_%(column_0_N_name)s_idx",
    "ck": "%(table_name)s_%(constraint_name)s_check",
}

Words = ARRAY(Text)
Json = JSONB(none_as_null=True)
Moment = DateTime(timezone=True)
Exact = Numeric()  # without scale: what is printed keeps its digits
Id = BigInteger


class Base(DeclarativeBase):
    """The root of all tables."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar[dict[Any, Any]] = {str: Text()}


def one_of(column: str, words: Iterable[str]) -> CheckConstraint:
    """A constraint that lets only these words into a column (null passes)."""
    allowed = ", ".join(f"'{word}'" for word in words)
    return CheckConstraint(f"{column} IN ({allowed})", name=column)
