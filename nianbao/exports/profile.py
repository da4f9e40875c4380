"""What the figures of an export are like: how many of each status, the spread of the numbers, counted in passing."""

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from nianbao.exports.tables import Row, Table

# What a double holds of a decimal without loss.
DIGITS = 15


@dataclass
class OfFigure:
    """One figure: cells by status, and its numbers."""

    statuses: Counter[str] = field(default_factory=Counter)
    numbers: "array[float]" = field(default_factory=lambda: array("d"))

    def spread(self) -> Mapping[str, float | None]:
        """Least, median, 99th percentile (the nearest rank) and greatest number; nulls without any."""
        ordered = sorted(self.numbers)
        if not ordered:
            return dict.fromkeys(("min", "median", "p99", "max"))
        ranks = {"min": 0.0, "median": 0.5, "p99": 0.99, "max": 1.0}
        return {name: ordered[min(len(ordered) - 1, int(share * len(ordered)))] for name, share in ranks.items()}


@dataclass
class Profile:
    """Of every figure by key; `long_numbers`: numbers with more digits than a double keeps; `unknown`: cells of rows
    that no form knows, which have no column in the wide files; `qualities`, `flags`: how many cells have each."""

    figures: dict[str, OfFigure] = field(default_factory=dict)
    long_numbers: int = 0
    unknown: int = 0
    qualities: Counter[str] = field(default_factory=Counter)
    flags: Counter[str] = field(default_factory=Counter)

    def watch(self, table: Table, rows: Iterable[Row]) -> Iterator[Row]:
        """The rows of `long`, counted as they go by."""
        at = {column.name: place for place, column in enumerate(table.head)}
        for row in rows:
            self._count(
                {name: row.head[at[name]] for name in ("key", "value", "status", "quality", "flags", "short_name")}
            )
            yield row

    def _count(self, cell: Mapping[str, str | Decimal | None]) -> None:
        value, key = cell["value"], str(cell["key"])
        self.qualities[str(cell["quality"])] += 1
        self.flags.update(str(cell["flags"]).split())
        if cell["short_name"] is None:
            self.unknown += 1
            return
        figure = self.figures.setdefault(key, OfFigure())
        figure.statuses[str(cell["status"])] += 1
        if isinstance(value, Decimal):
            figure.numbers.append(float(value))
            self.long_numbers += len(value.normalize().as_tuple().digits) > DIGITS
