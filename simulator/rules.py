"""Switches: which answers of a portal are changed, and at which of the requests for them."""

from collections.abc import Callable, Container
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Protocol

from simulator.message import Answer, Asked


class Portals(Protocol):
    """What a change may ask of the portal whose answer it changes."""

    @property
    def list_path(self) -> str:
        """Where the list begins."""

    def plain(self, asked: Asked) -> Answer:
        """What would be answered without any switch."""


Change = Callable[[Asked, Answer, Portals], Answer]


@dataclass(slots=True)
class Rule:
    """A switch that is on. `pattern`: of path and query, as fnmatch reads it (`?` also stands for itself).

    `nth`: which of the requests that match it are changed, counted from 1; all where none are named. `asked`: how many
    have matched so far.
    """

    pattern: str
    change: Change
    nth: Container[int] | None = None
    asked: int = 0

    def matches(self, asked: Asked) -> bool:
        """Whether this request is one of its own; counts it."""
        if not fnmatchcase(asked.target, self.pattern):
            return False
        self.asked += 1
        return self.nth is None or self.asked in self.nth
