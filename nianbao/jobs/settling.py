"""What a crawl came to, site by site, as the plan keeps it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from crawler import clock
from crawler.ledger import FATAL
from nianbao.jobs.child import Ended, How
from nianbao.jobs.retrying import MOST_ATTEMPTS
from nianbao.store.nights import SiteRow, last_batch, move_to_batch, settle, troubles_of

OURS = "failed"


@dataclass(frozen=True, slots=True)
class Settling:
    """Writes down what became of the sites of a process that has ended."""

    connection: Connection
    night_id: int
    batch: int
    ended: Ended

    def all(self, group: Sequence[SiteRow]) -> None:
        """Each site of it. Where the process was killed again, by itself, the batch is halved for the next time."""
        account = self.ended.account or {}
        found: Mapping[str, str] = {site["site"]: site["state"] for site in account.get("sites", ())}
        for row in group:
            self.one(row, found.get(row.site, OURS), account.get("crawl") if row.site in found else None)
        is_killed = self.ended.account is None and self.ended.status < 0 and self.ended.how is How.ENDED
        if is_killed and group[0].attempts:
            self.halve(group)

    def one(self, row: SiteRow, outcome: str, crawl: int | None) -> None:
        """A site whose crawl ended so: what a portal did decides, what we did is tried again, but not for ever."""
        facts: dict[str, Any] = {"crawl_id": crawl, "outcome": outcome if crawl is not None else None}
        if outcome != OURS or self.is_the_portals(row.site, crawl):
            self.settle(row, "done", facts)
        elif self.ended.how is How.DEADLINE:
            self.settle(row, "missed", {**facts, "error": "its crawl was stopped at the deadline"})
        else:
            is_over = row.attempts + 1 >= MOST_ATTEMPTS
            self.settle(row, "given_up" if is_over else "planned", {**facts, "error": self.error_of(row.site)})

    def is_the_portals(self, site: str, crawl: int | None) -> bool:
        """Whether a crawl failed by what the portal answered alone, such as a list that is gone: asking again tonight
        would change nothing.
        """
        troubles = troubles_of(self.connection, crawl, site) if crawl is not None else frozenset()
        return bool(troubles) and not troubles & {trouble.value for trouble in FATAL}

    def settle(self, row: SiteRow, state: str, facts: Mapping[str, Any]) -> None:
        """Write it down."""
        settle(self.connection, self.night_id, row.site, state, clock.now(), **{"error": "", **facts})

    def error_of(self, site: str) -> str:
        """What the crawl said of a site, or of itself."""
        own = (line.removeprefix(f"{site}: ") for line in self.ended.lines if line.startswith(f"{site}: "))
        return next(own, self.ended.last_line)

    def halve(self, group: Sequence[SiteRow]) -> None:
        """Put half of the sites into a batch of their own: one of them may be what kills the process."""
        half = [row.site for row in group[len(group) // 2 :]]
        if len(half) < len(group):
            move_to_batch(self.connection, self.night_id, half, last_batch(self.connection, self.night_id) + 1)
