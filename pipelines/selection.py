"""What of the sites a run is to fetch."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Selection:
    """Which reports of the sites are wanted; null: all. `since`: published on that day or later; `newest`: it alone;
    `look`: of those that are held so many at most, asked for longest ago first.
    """

    year: int | None = None
    sample_of: int | None = None
    since: date | None = None
    newest: bool | None = None
    look: int | None = None

    def as_options(self) -> Mapping[str, Any]:
        """What limits the run, as kept with it: a crawl goes on only where it is limited alike."""
        return {name: str(value) for name, value in asdict(self).items() if value is not None}
