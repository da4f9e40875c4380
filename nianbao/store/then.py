"""As of when: what a portal showed, and what was known of it here, are two clocks."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time


@dataclass(frozen=True, slots=True)
class Then:
    """Two days (UTC), each to its end; null: now.

    `as_of`: what the portals showed, by the captures up to then; `known_on`: as it was read here by then.
    """

    as_of: date | None = None
    known_on: date | None = None

    def bound(self) -> dict[str, datetime | None]:
        """The parameters of `choice_sql`."""
        return {"as_of": _end_of(self.as_of), "read_by": _end_of(self.known_on)}


NOW = Then()


def _end_of(day: date | None) -> datetime | None:
    return None if day is None else datetime.combine(day, time.max, UTC)
