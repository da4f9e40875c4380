"""How often hosts were asked in a day, and until when they are let alone: one account for all machines."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, bindparam, func, select, text, update
from sqlalchemy.dialects.postgresql import insert

from nianbao.store.models import HostDay, HostPause

# A machine whose clock is years ahead keeps the others away from no host for longer.
LONGEST = timedelta(days=30)
# By the earlier of two clocks, so that no machine whose own is ahead lets others forget their day. Rows that another
# process is changing or forgetting at this moment are left to it.
FORGET_DAYS = text(
    "DELETE FROM host_day WHERE (day, host) IN (SELECT day, host FROM host_day"
    " WHERE day < (least(CAST(:now AS timestamptz), clock_timestamp()) AT TIME ZONE 'Asia/Shanghai')::date - 7"
    " FOR UPDATE SKIP LOCKED)"
)
FORGET_PAUSES = text(
    "DELETE FROM host_pause WHERE host IN (SELECT host FROM host_pause"
    " WHERE until < least(CAST(:now AS timestamptz), clock_timestamp()) - interval '1 day' FOR UPDATE SKIP LOCKED)"
)


@dataclass(frozen=True, slots=True)
class PauseRow:
    """A host is let alone until then; `status`: that of the answer which asked for it."""

    host: str
    until: datetime
    status: int


def allot(connection: Connection, host: str, day: date, *, most: int, daily: int, asked_here: int) -> int:
    """Count up to `most` further requests of a host's day as asked, of `daily` in all; how many these are.

    `asked_here`: how many the caller knows of by itself, were there more than are counted. The row is held until the
    transaction ends, so that no two callers are given the same.
    """
    known = HostDay.__table__.c
    statement = insert(HostDay).values(day=day, host=host, asked=asked_here)
    counted = func.greatest(known.asked, statement.excluded.asked)
    held = statement.on_conflict_do_update(index_elements=["day", "host"], set_={"asked": counted})
    asked: int = connection.execute(held.returning(known.asked)).scalar_one()
    given = max(0, min(most, daily - asked))
    _add(connection, day, host, given)
    return given


def give_back(connection: Connection, unused: Mapping[tuple[date, str], int]) -> None:
    """Requests that were counted, by day and host, and not made."""
    # All in one order, so that two who give back at once do not wait for each other in a circle.
    for day, host in sorted(unused):
        _add(connection, day, host, -unused[day, host])


def _add(connection: Connection, day: date, host: str, requests: int) -> None:
    these = HostDay.day == day, HostDay.host == host
    connection.execute(update(HostDay).where(*these).values(asked=func.greatest(HostDay.asked + requests, 0)))


def pending_pause(connection: Connection, host: str, now: datetime) -> PauseRow | None:
    """What a host asked for that is not over."""
    asked = select(HostPause.host, HostPause.until, HostPause.status)
    row = connection.execute(asked.where(HostPause.host == host, HostPause.until > now)).one_or_none()
    return PauseRow(*row) if row is not None else None


def save_pauses(connection: Connection, pauses: Iterable[PauseRow]) -> None:
    """What hosts asked for; of several pauses of a host the longest counts, LONGEST at most."""
    rows = [asdict(pause) for pause in sorted(pauses, key=lambda pause: pause.host)]
    until = func.least(bindparam("until"), func.clock_timestamp() + LONGEST)
    statement = insert(HostPause).values(until=until)
    longer = statement.on_conflict_do_update(
        index_elements=["host"],
        set_={"until": statement.excluded.until, "status": statement.excluded.status},
        where=HostPause.until < statement.excluded.until,
    )
    if rows:
        connection.execute(longer, rows)


def forget_old(connection: Connection, now: datetime) -> None:
    """Forget days and pauses that are over for long."""
    for statement in (FORGET_DAYS, FORGET_PAUSES):
        connection.execute(statement, {"now": now})
