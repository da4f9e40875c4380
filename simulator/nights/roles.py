"""What befalls a portal in its weeks, one thing each: on which nights, and as what it must be told."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

# In the order in which portals take them up; a small story has the first of them.
Role = Literal[
    "outage",
    "block",
    "edited",
    "regressed",
    "redesign",
    "shape_lost",
    "withdrawn",
    "captcha",
    "reissued",
    "errors",
    "failing",
    "vanished",
    "retouched",
    "robots",
    "dropped",
    "quiet",
]
ROLES: Sequence[Role] = get_args(Role)
# Of these most nights are left in which nothing happens.
PASSING: Sequence[Role] = ("outage", "quiet", "edited", "quiet", "captcha", "quiet", "retouched", "quiet")
# What stands while it lasts, as the report must call it; it lasts so many nights, null: for good.
LASTING: dict[Role, tuple[str, int | None]] = {
    "outage": ("outage", 3),
    "failing": ("outage", 2),
    "block": ("block", 2),
    "captcha": ("block", 2),
    "robots": ("robots", 2),
    "shape_lost": ("moved", 2),
    "redesign": ("moved", None),
    "vanished": ("moved", None),
}
# Roles under which the list, or all of the portal, does not come.
UNSEEN: frozenset[Role] = frozenset({"outage", "block", "captcha", "robots", "shape_lost", "redesign"})


@dataclass(frozen=True, slots=True)
class Fate:
    """What befalls one portal. `begins`: the night, counted from 0, on which it is first so."""

    role: Role
    begins: int

    def stands(self, night: int) -> bool:
        """Whether it is so on a night: what lasts, as long as it lasts; what happens once, on its night alone."""
        _, lasts = LASTING.get(self.role, ("", 1))
        return night >= self.begins and (lasts is None or night < self.begins + lasts)

    @property
    def is_lasting(self) -> bool:
        """Whether it stands over nights, rather than happening on one."""
        return self.role in LASTING
