"""What is due on a day, as a plan in batches; nothing is written, and no queue is needed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection

from crawler.registry import sites
from nianbao.domain.nightly import NEVER_SEEN, asked_on, nightly
from nianbao.domain.publishers import kind_of
from nianbao.jobs.batches import BATCH, PlannedSite, as_rows, cut
from nianbao.jobs.hours import Hours
from nianbao.store.nights import scheduled_night, sites_of_night
from nianbao.store.query_seen import seen_sites


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan of a night. `night`: its number, null where it is only shown; `judged`: how many sites were looked at.

    `sites`: as `night_site` has them; `was_there`: it was planned before.
    """

    night: int | None
    day: date
    deadline: datetime
    judged: int
    sites: Sequence[Mapping[str, Any]]
    was_there: bool = False

    @property
    def batches(self) -> int:
        """In how many batches they are."""
        return len({site["batch"] for site in self.sites})

    def to_json(self) -> dict[str, object]:
        """What `nianbao schedule` prints."""
        facts = {"night": self.night, "day": self.day.isoformat(), "deadline": self.deadline, "judged": self.judged}
        return {**facts, "sites": list(self.sites)}


def due_plan(connection: Connection, hours: Hours, now: datetime, size: int = BATCH) -> Plan:
    """What is due on the day of these hours, of all sites of the registry; nothing is written."""
    before = scheduled_night(connection, hours.day)
    if before is not None:
        held = sites_of_night(connection, before.night_id)
        return Plan(before.night_id, before.day, before.deadline, before.judged, held, was_there=True)
    seen = seen_sites(connection, now)
    planned = []
    for name, site in sites().items():
        asked = asked_on(hours.day, seen.get(name, NEVER_SEEN), kind_of(site.publisher))
        if asked.is_due:
            revisits = nightly().revisits if asked.depth == "look" else None
            planned.append(PlannedSite(name, frozenset(site.hosts), asked.depth, asked.reason, revisits))
    return Plan(None, hours.day, hours.closes, len(sites()), as_rows(cut(planned, size)))
