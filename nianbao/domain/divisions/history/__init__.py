"""*Know when.* The divisions through time: names, codes and parents since 1 January 2008, and what changed them."""

from nianbao.domain.divisions.history.chronicle import Chronicle, Life, Link, Spell, chronicle, tell
from nianbao.domain.divisions.history.events import Event, EventType, Unit, events
from nianbao.domain.divisions.history.replay import BEGIN, END

__all__ = [
    "BEGIN",
    "END",
    "Chronicle",
    "Event",
    "EventType",
    "Life",
    "Link",
    "Spell",
    "Unit",
    "chronicle",
    "events",
    "tell",
]
