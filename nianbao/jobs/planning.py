"""Plans of a night go into the queue: what is due, once a day, and what a person asks for, ahead of that."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime

from procrastinate import App
from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError

from crawler.registry import sites
from nianbao.jobs.app import defer_batch
from nianbao.jobs.batches import BATCH, PlannedSite, as_rows, cut
from nianbao.jobs.due import Plan, due_plan
from nianbao.jobs.hours import Hours
from nianbao.store.nights import note_jobs, save_night


def plan_night(engine: Engine, app: App, hours: Hours, now: datetime, size: int = BATCH) -> Plan:
    """Plan what is due and put it into the queue, in one transaction; once a day, whoever calls how often."""
    with engine.begin() as connection:
        plan = due_plan(connection, hours, now, size)
    if plan.was_there:
        return plan
    try:
        return enter(engine, app, plan, "schedule", now, {})
    except IntegrityError:
        # Another has planned it at this moment.
        with engine.begin() as connection:
            return due_plan(connection, hours, now, size)


def plan_these(
    engine: Engine, app: App, names: Collection[str], why: str, options: Mapping[str, str], hours: Hours, now: datetime
) -> Plan:
    """Put these sites into the queue, ahead of what is due."""
    depth = "selection" if options else "whole"
    found = (PlannedSite(name, frozenset(sites()[name].hosts), depth, why) for name in names)
    plan = Plan(None, now.date(), hours.closes, len(names), as_rows(cut(found)))
    return enter(engine, app, plan, "adhoc", now, options)


def enter(engine: Engine, app: App, plan: Plan, trigger: str, now: datetime, options: Mapping[str, str]) -> Plan:
    """Write a plan down with a job for each batch; the plan with its number."""
    facts = {"planned_at": now, "day": plan.day, "deadline": plan.deadline, "judged": plan.judged}
    with engine.begin() as connection:
        night = save_night(connection, {**facts, "trigger": trigger, "options": dict(options)}, plan.sites)
        batches = sorted({site["batch"] for site in plan.sites})
        note_jobs(connection, night, {batch: defer_batch(app, connection, night, batch, trigger) for batch in batches})
    return replace(plan, night=night)
