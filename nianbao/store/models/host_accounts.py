"""How hosts are treated by all machines together: how often each was asked in a day, and until when it is let alone."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from nianbao.store.models.base import Base, Moment


class HostDay(Base):
    """How often a host was asked on a day, over all machines; days that are over are forgotten."""

    __tablename__ = "host_day"
    __table_args__ = (
        CheckConstraint("asked >= 0", name="asked"),
        {"comment": "How often a host was asked on a day, over all machines. Days are forgotten after a week."},
    )

    day: Mapped[date] = mapped_column(primary_key=True, comment="The day in China (UTC+8).")
    host: Mapped[str] = mapped_column(primary_key=True, comment="Name of the host.")
    asked: Mapped[int] = mapped_column(
        comment="Requests that were made, and those that running or killed processes have taken and not made."
    )


class HostPause(Base):
    """Until when a host asked to be left alone; what is over is forgotten."""

    __tablename__ = "host_pause"
    __table_args__ = (
        {"comment": "Until when a host asked to be left alone (Retry-After), whichever machine was told."},
    )

    host: Mapped[str] = mapped_column(primary_key=True, comment="Name of the host.")
    until: Mapped[datetime] = mapped_column(Moment, comment="Before this moment no machine asks it.")
    status: Mapped[int] = mapped_column(comment="Status of the answer that said so: 429 or 503.")
