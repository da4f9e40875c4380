"""What was to be crawled in a night, and what became of it: plans of `nianbao schedule` and of `nianbao jobs add`."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Identity, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from nianbao.store.models.base import Base, Id, Json, Moment, one_of
from nianbao.store.models.looks import SITE_STATES

TRIGGERS = ("schedule", "adhoc")
DEPTHS = ("whole", "look", "selection")
NIGHT_SITE_STATES = ("planned", "running", "done", "given_up", "missed", "cancelled")
ENDED = "done, given_up, missed, cancelled"


class Night(Base):
    """A plan: which sites were to be crawled, and until when. One a day by the schedule, any number by hand."""

    __tablename__ = "night"
    __table_args__ = (
        one_of("trigger", TRIGGERS),
        CheckConstraint("deadline > planned_at", name="deadline"),
        Index("night_day_idx", "day", unique=True, postgresql_where=text("trigger = 'schedule'")),
        {"comment": "A plan: which sites were to be crawled, and until when. One a day by the schedule, any by hand."},
    )

    night_id: Mapped[int] = mapped_column(Id, Identity(), primary_key=True, comment="Our own number.")
    planned_at: Mapped[datetime] = mapped_column(Moment, comment="When the plan was made.")
    day: Mapped[date] = mapped_column(comment="The day (UTC) that it is for.")
    trigger: Mapped[str] = mapped_column(comment="schedule (what was due) or adhoc (asked for by a person).")
    deadline: Mapped[datetime] = mapped_column(Moment, comment="No site of it is asked after this.")
    judged: Mapped[int] = mapped_column(comment="How many sites were looked at for whether they are due.")
    options: Mapped[dict[str, Any]] = mapped_column(
        Json, server_default=text("'{}'::jsonb"), comment="What limits its crawls, such as the year; empty: nothing."
    )


class NightSite(Base):
    """A site of a plan: why it is in it, which crawl did it, and how that went."""

    __tablename__ = "night_site"
    __table_args__ = (
        one_of("depth", DEPTHS),
        one_of("state", NIGHT_SITE_STATES),
        one_of("outcome", SITE_STATES),
        CheckConstraint("(ended IS NULL) = (state IN ('planned', 'running'))", name="ended"),
        CheckConstraint("state <> 'done' OR outcome IS NOT NULL", name="done"),
        Index("night_site_site_idx", "site"),
        Index("night_site_crawl_id_idx", "crawl_id"),
        {"comment": "A site of a plan: why it is in it, which crawl did it, and how that went."},
    )

    night_id: Mapped[int] = mapped_column(ForeignKey("night.night_id"), primary_key=True, comment="The plan.")
    site: Mapped[str] = mapped_column(primary_key=True, comment="Name of the registry row.")
    why: Mapped[str] = mapped_column(comment="Why it is due, as half a sentence.")
    depth: Mapped[str] = mapped_column(
        comment="whole (every report is asked for), look (the list, what is new, some of what is held), or selection."
    )
    revisits: Mapped[int | None] = mapped_column(
        comment="Of a look: how many held reports are asked for anew at most; null: not a look."
    )
    batch: Mapped[int] = mapped_column(comment="Which batch of the plan it is in, from 1: a batch is one process.")
    job_id: Mapped[int | None] = mapped_column(Id, comment="The job of the queue that crawls it; null: none yet.")
    state: Mapped[str] = mapped_column(
        comment="planned, running, done (a crawl ended, whatever the portal said), given_up (failures of our own, too "
        "often), missed (the deadline came first) or cancelled (by a person)."
    )
    attempts: Mapped[int] = mapped_column(server_default=text("0"), comment="How often a process was started for it.")
    worker: Mapped[str | None] = mapped_column(comment="Who has or had it last: process and machine.")
    began: Mapped[datetime | None] = mapped_column(Moment, comment="When its first process was started.")
    ended: Mapped[datetime | None] = mapped_column(Moment, comment=f"When it came to an end ({ENDED}).")
    crawl_id: Mapped[int | None] = mapped_column(
        ForeignKey("crawl.crawl_id"), comment="The crawl that decided; null: none came to an end."
    )
    outcome: Mapped[str | None] = mapped_column(comment="How that crawl ended for the site, as look has it.")
    error: Mapped[str] = mapped_column(
        server_default=text("''"), comment="What went wrong on our side at last; empty: nothing."
    )
