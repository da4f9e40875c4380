"""Plans of a night go in, and what became of each site of them; every change is a transaction of its caller's."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, text, update

from nianbao.store import models

NightSite = models.NightSite
OPEN = ("planned", "running")


@dataclass(frozen=True, slots=True)
class NightRow:
    """A plan, as it stands in `night`."""

    night_id: int
    planned_at: datetime
    day: date
    trigger: str
    deadline: datetime
    judged: int
    options: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class SiteRow:
    """A site of a plan, as far as whoever crawls it needs it."""

    site: str
    depth: str
    revisits: int | None
    state: str
    attempts: int
    began: datetime | None


def save_night(connection: Connection, night: Mapping[str, Any], sites: Sequence[Mapping[str, Any]]) -> int:
    """Enter a plan with its sites; its number. Raises IntegrityError where the schedule has planned that day."""
    night_id: int = connection.execute(insert(models.Night).values(night).returning(models.Night.night_id)).scalar_one()
    if sites:
        connection.execute(insert(NightSite), [{"night_id": night_id, "state": "planned", **site} for site in sites])
    return night_id


def scheduled_night(connection: Connection, day: date) -> NightRow | None:
    """The plan that the schedule made for a day."""
    asked = select(models.Night).where(models.Night.day == day, models.Night.trigger == "schedule")
    return _night(connection.execute(asked.with_only_columns(*models.Night.__table__.columns)).one_or_none())


def night_of(connection: Connection, night_id: int) -> NightRow | None:
    """The plan of this number."""
    asked = select(*models.Night.__table__.columns).where(models.Night.night_id == night_id)
    return _night(connection.execute(asked).one_or_none())


def _night(row: Row[Any] | None) -> NightRow | None:
    return NightRow(**row._mapping) if row is not None else None


def sites_of_night(connection: Connection, night_id: int) -> Sequence[Mapping[str, Any]]:
    """Every site of a plan with what it asks of each, by batch and name."""
    columns = (NightSite.site, NightSite.depth, NightSite.revisits, NightSite.batch, NightSite.why)
    asked = select(*columns).where(NightSite.night_id == night_id).order_by(NightSite.batch, NightSite.site)
    return [dict(row._mapping) for row in connection.execute(asked)]


def open_sites(connection: Connection, night_id: int, batch: int) -> tuple[SiteRow, ...]:
    """The sites of a batch that have come to no end yet, by name."""
    columns = (getattr(NightSite, name) for name in SiteRow.__slots__)
    asked = select(*columns).where(*_of(night_id, batch), NightSite.state.in_(OPEN)).order_by(NightSite.site)
    return tuple(SiteRow(**row._mapping) for row in connection.execute(asked))


def _of(night_id: int, batch: int) -> tuple[Any, ...]:
    return NightSite.night_id == night_id, NightSite.batch == batch


def note_jobs(connection: Connection, night_id: int, jobs: Mapping[int, int]) -> None:
    """Enter which job crawls which batch: batch -> job."""
    for batch, job in jobs.items():
        connection.execute(update(NightSite).where(*_of(night_id, batch)).values(job_id=job))


def begin_sites(connection: Connection, night_id: int, names: Collection[str], worker: str, now: datetime) -> None:
    """A process is about to be started for these sites."""
    began = text("COALESCE(night_site.began, :now)").bindparams(now=now)
    these = NightSite.night_id == night_id, NightSite.site.in_(names)
    changed = {"state": "running", "attempts": NightSite.attempts + 1, "worker": worker, "began": began}
    connection.execute(update(NightSite).where(*these).values(changed))


def put_back(connection: Connection, night_id: int, batch: int, error: str = "") -> None:
    """What runs of a batch is planned again: nobody does it any more."""
    changed = {"state": "planned"} | ({"error": error} if error else {})
    connection.execute(update(NightSite).where(*_of(night_id, batch), NightSite.state == "running").values(changed))


def settle(connection: Connection, night_id: int, site: str, state: str, now: datetime, **more: Any) -> None:
    """A site has come to `state`; `more`: crawl_id, outcome, error."""
    ended = None if state in OPEN else now
    # What a person has cancelled meanwhile stays so.
    these = NightSite.night_id == night_id, NightSite.site == site, NightSite.state.in_(OPEN)
    connection.execute(update(NightSite).where(*these).values(state=state, ended=ended, **more))


def end_open(connection: Connection, night_id: int, batch: int, state: str, now: datetime, error: str = "") -> int:
    """What is open of a batch comes to an end: `missed` or `cancelled`; how many these were."""
    these = (*_of(night_id, batch), NightSite.state.in_(OPEN))
    changed = {"state": state, "ended": now} | ({"error": error} if error else {})
    return connection.execute(update(NightSite).where(*these).values(changed)).rowcount


def end_of_job(connection: Connection, job: int, state: str, now: datetime, error: str) -> int:
    """What is open of a job comes to an end; how many sites these were."""
    these = NightSite.job_id == job, NightSite.state.in_(OPEN)
    return connection.execute(update(NightSite).where(*these).values(state=state, ended=now, error=error)).rowcount


def move_to_batch(connection: Connection, night_id: int, names: Collection[str], batch: int) -> None:
    """Put these sites into another batch of their plan."""
    these = NightSite.night_id == night_id, NightSite.site.in_(names)
    connection.execute(update(NightSite).where(*these).values(batch=batch, job_id=None))


# What a plan still has to do, which job would do that, and until when.
OPEN_BATCHES = text(
    "SELECT night_id, batch, max(job_id) AS job_id, deadline, trigger FROM night_site JOIN night USING (night_id)"
    " WHERE state IN ('planned', 'running') GROUP BY night_id, batch, deadline, trigger ORDER BY night_id, batch"
)
LAST_BATCH = text("SELECT max(batch) FROM night_site WHERE night_id = :night_id")
ENDED_CRAWL = text(
    "SELECT crawl_id, sites FROM crawl WHERE kind = 'live' AND selection = :names AND options = CAST(:options AS jsonb)"
    " AND state IN ('complete', 'incomplete')"
    " AND EXISTS (SELECT FROM look WHERE look.crawl_id = crawl.crawl_id AND look.began >= :since)"
    " ORDER BY crawl_id DESC LIMIT 1"
)


def ended_crawl(
    connection: Connection, names: Sequence[str], options: Mapping[str, Any], since: datetime
) -> Mapping[str, Any] | None:
    """The last crawl of just these sites and options that looked since then and ended: `crawl` and `sites`."""
    asked = {"names": list(names), "options": json.dumps(dict(options)), "since": since}
    row = connection.execute(ENDED_CRAWL, asked).one_or_none()
    return {"crawl": row.crawl_id, "sites": row.sites} if row is not None else None


def open_batches(connection: Connection) -> Sequence[Row[Any]]:
    """Batches of all plans with sites that have come to no end: night_id, batch, job_id, deadline, trigger."""
    return connection.execute(OPEN_BATCHES).all()


def last_batch(connection: Connection, night_id: int) -> int:
    """The highest number of a batch of a plan."""
    found: int = connection.execute(LAST_BATCH, {"night_id": night_id}).scalar_one()
    return found


def troubles_of(connection: Connection, crawl_id: int, site: str) -> frozenset[str]:
    """The kinds of trouble that a crawl met at a site; none where it kept no look at it."""
    look = models.Look
    found = connection.execute(select(look.troubles).where(look.crawl_id == crawl_id, look.site == site))
    return frozenset(kind for troubles in found.scalars() for kind in troubles)
