"""What became of everything that was to be read again."""

from dataclasses import asdict, dataclass, field


@dataclass(frozen=True, slots=True)
class Fault:
    """Bytes that are not where they should be, or that are refused; what was read of them before stands."""

    site: str
    url: str
    reason: str


@dataclass(slots=True)
class Account:
    """One run over the archive. `pending`: contents that were to be read; `figures`: in how many figures readings
    differ from those before; `refused`: contents the reader refuses; `missing`: captures that are not in the archive,
    also where another one of the same content was read in place of it; `left`: contents that a limit has left.
    """

    reader: str
    pending: int = 0
    same: int = 0
    changed: int = 0
    figures: int = 0
    lost: int = 0
    refused: list[Fault] = field(default_factory=list)
    missing: list[Fault] = field(default_factory=list)
    left: int = 0

    @property
    def reread(self) -> int:
        """Contents that were read."""
        return self.same + self.changed

    @property
    def done(self) -> int:
        """Contents that were dealt with, whatever became of them."""
        return self.reread + len(self.refused) + self.lost

    @property
    def complete(self) -> bool:
        """Whether everything that was to be read was read."""
        return not self.refused and not self.missing and self.reread + self.left == self.pending

    def counts(self) -> dict[str, object]:
        """The account as one row."""
        return {
            "reader": self.reader,
            "pending": self.pending,
            "reread": self.reread,
            "same": self.same,
            "changed": self.changed,
            "figures": self.figures,
            "unreadable": len(self.refused),
            "lost": self.lost,
            "left": self.left,
        }

    def to_json(self) -> dict[str, object]:
        """The account whole: every fault by name."""
        faults = {"refused": list(map(asdict, self.refused)), "missing": list(map(asdict, self.missing))}
        return {**self.counts(), **faults, "complete": self.complete}
