"""The score of one document: counts by name, and what was missed."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass(slots=True)
class Score:
    """Counts by name (`nonzero.right`, `sections.all` …), and the cells and findings that were missed."""

    counts: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    def miss(self, name: str, what: str) -> None:
        """Count something that went wrong, and keep what it was."""
        self.counts[name] += 1
        self.misses.append(f"{name}: {what}")
