"""What of the data is asked for: the one description that files, preview, exclusions and citation are made from.

    chosen = Selection(regions=("350128",), first_year=2019, last_year=2025, figures=("t3.*.total",))
    state = shown_state(connection, chosen.release)          # nianbao.exports.shown
    waterfall(connection, chosen)                            # nianbao.exports.waterfall: expected ... your rows
    for row in rows(connection, chosen, "report_panel"): ... # nianbao.exports.tables: mappings, streamed
    write(connection, chosen, "report_panel", "csv", stream) # nianbao.exports.writing: csv, parquet, xlsx, dta, sav
    build(connection, chosen, formats, folder)               # nianbao.exports.package: the whole folder

All of them read only, as the reader role may, in the connection's transaction; `one_state` (nianbao.exports.shown) at
its beginning lets them see one state of the database throughout.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from nianbao.store.codebook import Entry, codebook

LEVELS = ("province", "prefecture", "county")
COVERAGES = ("aggregate", "own", "unclear")
QUALITIES = ("all", "default", "strict")
# The forms of 2019 changed nearly everything: earlier years are asked for by name.
FIRST_YEAR, LAST_YEAR = 2019, 9999


class SelectionRefused(Exception):
    """A selection that asks for what there is not; raised by what is here, naming it."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Which region-years, which reports of them, and which of their figures.

    `regions`: last GB/T 2260 codes or region keys, with all below them; none: the country. `levels`: of the regions on
    31 December. `coverage`: aggregate alone gives each region-year its one report on the whole area, as region_panel
    does; anything else every report of such coverage. `kinds`: of organs; none: all. `figures`: keys, short names or
    patterns of them (`t3.*.total`); none: every figure that a form of those years asks for. `quality`: `all` as
    printed, `default` without doubtful readings, `strict` with what a printed identity bears out (rule 10 of
    docs/defaults.md). `release`: a number such as 2026.1; null: what is shown now.
    """

    regions: tuple[str, ...] = ()
    levels: tuple[str, ...] = LEVELS
    first_year: int = FIRST_YEAR
    last_year: int = LAST_YEAR
    coverage: tuple[str, ...] = ("aggregate",)
    kinds: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    quality: str = "default"
    release: str | None = None

    def __post_init__(self) -> None:
        """Raises SelectionRefused for a word that stands for nothing."""
        _known("level", self.levels, LEVELS)
        _known("coverage", self.coverage, COVERAGES)
        _known("quality", (self.quality,), QUALITIES)
        if self.first_year > self.last_year:
            raise SelectionRefused(f"{self.first_year} to {self.last_year} are no years")
        if not self.levels or not self.coverage:
            raise SelectionRefused("no level or no coverage is left")

    @property
    def whole_area_only(self) -> bool:
        """Whether each region-year has at most its one report on the whole area."""
        return self.coverage == ("aggregate",) and not self.kinds

    def entries(self) -> tuple[Entry, ...]:
        """The figures asked for, in the codebook's order. Raises SelectionRefused for a pattern that meets none."""
        found = [entry for entry in codebook() if self._asked(entry)]
        for pattern in self.figures:
            if not any(_meets(pattern, entry) for entry in found):
                raise SelectionRefused(f"no figure of {self.years()} is called {pattern}: see the codebook")
        return tuple(found)

    def years(self) -> str:
        """The years in words: 2019-2025, or 2019- for all since."""
        return f"{self.first_year}-" + ("" if self.last_year == LAST_YEAR else str(self.last_year))

    def bound(self) -> Mapping[str, Any]:
        """The parameters of the statements in `sql/`."""
        return {
            "release": self.release,
            "regions": list(self.regions),
            "levels": list(self.levels),
            "first_year": self.first_year,
            "last_year": self.last_year,
            "coverage": list(self.coverage),
            "kinds": list(self.kinds),
            "whole_area_only": self.whole_area_only,
        }

    def told(self) -> Mapping[str, Any]:
        """What was asked for, as it is written into the files."""
        return {
            "regions": list(self.regions) or "all",
            "levels": list(self.levels),
            "years": self.years(),
            "coverage": list(self.coverage),
            "kinds": list(self.kinds) or "all",
            "figures": list(self.figures) or "all",
            "quality": self.quality,
        }

    def _asked(self, entry: Entry) -> bool:
        in_years = entry.first_year <= self.last_year and (entry.last_year or LAST_YEAR) >= self.first_year
        return in_years and (not self.figures or any(_meets(pattern, entry) for pattern in self.figures))


def _meets(pattern: str, entry: Entry) -> bool:
    return fnmatchcase(entry.key, pattern) or fnmatchcase(entry.short_name, pattern)


def _known(what: str, given: tuple[str, ...], known: tuple[str, ...]) -> None:
    for word in given:
        if word not in known:
            raise SelectionRefused(f"{word} is no {what}: there are {', '.join(known)}")
