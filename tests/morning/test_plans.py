"""What a plan left undone is told: given up, missed, or open after the deadline; not what a person cancelled."""

from datetime import UTC, date, datetime, timedelta

from sqlalchemy import Connection

from nianbao.jobs.morning.report import morning
from nianbao.store.nights import save_night
from nianbao.store.query_night import left_over

DAY = date(2026, 3, 18)
NOW = datetime(2026, 3, 19, 8, tzinfo=UTC)
STATES = ("planned", "running", "given_up", "missed", "cancelled")


def plan(connection: Connection, deadline: datetime) -> None:
    """A plan with a site in each state that is no end of a crawl."""
    night = {
        "planned_at": NOW - timedelta(days=1),
        "day": DAY,
        "trigger": "schedule",
        "deadline": deadline,
        "judged": 9,
    }
    sites = [
        {
            "site": f"shili_{state}",
            "why": "never looked at",
            "depth": "whole",
            "batch": 1,
            "state": state,
            "error": "why",
        }
        | {"ended": None if state in {"planned", "running"} else NOW}
        for state in STATES
    ]
    save_night(connection, night, sites)


def test_what_a_plan_left_undone_is_told(connection: Connection) -> None:
    plan(connection, NOW - timedelta(hours=2))
    assert [one.site for one in left_over(connection, DAY, NOW)] == [f"shili_{one}" for one in sorted(STATES[:4])]
    told = morning(connection, {}, NOW, DAY)
    assert told is not None
    assert {one.subject for one in told.alarms if one.alarm == "not_run"} == {f"shili_{one}" for one in STATES[:4]}
    assert all("never looked at" in one.evidence and "why" in one.evidence for one in told.alarms)


def test_what_is_open_before_the_deadline_is_not_told_yet(connection: Connection) -> None:
    plan(connection, NOW + timedelta(hours=2))
    assert [one.site for one in left_over(connection, DAY, NOW)] == ["shili_given_up", "shili_missed"]


def test_of_an_empty_database_nothing_is_told(connection: Connection) -> None:
    assert morning(connection, {}, NOW) is None
