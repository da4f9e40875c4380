"""Who else reported for a year: looked up region by region, or, where everything is weighed, all at once."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Protocol

from sqlalchemy import Connection

from nianbao.store.queries import HeldReport, reports
from nianbao.store.query_levels import Below, areas_below, numbers_of, regions_alike
from nianbao.store.then import NOW, Then


class Neighbours(Protocol):
    """What is held beside a report; regions by code."""

    def of_region(self, region: str) -> Sequence[HeldReport]:
        """All reports that are held of a region."""

    def below(self, region: str) -> Sequence[Below]:
        """The areas that ever lay directly below a region."""

    def alike(self, report: HeldReport, key: str) -> Sequence[str]:
        """Regions in which another report of the year has the number that this one has in a cell; by code."""


class RegionByRegion:
    """Asks for each region when it is met: for the reports of one region."""

    def __init__(self, connection: Connection, then: Then = NOW) -> None:
        self._connection = connection
        self._then = then
        self._of_region: dict[str, Sequence[HeldReport]] = {}

    def of_region(self, region: str) -> Sequence[HeldReport]:
        """All reports that are held of a region; asked for once."""
        if region not in self._of_region:
            self._of_region[region] = reports(self._connection, region, self._then)
        return self._of_region[region]

    def below(self, region: str) -> Sequence[Below]:
        """The areas that ever lay directly below a region."""
        return areas_below(self._connection, region)

    def alike(self, report: HeldReport, key: str) -> Sequence[str]:
        """Regions in which another report of the year has the number that this one has in a cell; by code."""
        numbers = numbers_of(self._connection, [report.reading_id], key)
        value = numbers.get(report.reading_id)
        return () if value is None else regions_alike(self._connection, report, key, value)


class AllAtOnce:
    """Everything that is held, sorted once: to choose readings takes a look at all of them each time."""

    def __init__(self, connection: Connection, held: Sequence[HeldReport]) -> None:
        self._connection = connection
        self._held = held
        self._of_region: dict[str, list[HeldReport]] = defaultdict(list)
        self._below: dict[str, list[Below]] = defaultdict(list)
        self._numbers: dict[str, Mapping[int, Decimal]] = {}
        self._with_number: dict[str, Mapping[tuple[int, Decimal], list[HeldReport]]] = {}
        for report in held:
            self._of_region[report.region].append(report)
        for area in areas_below(connection):
            self._below[area.parent].append(area)

    def of_region(self, region: str) -> Sequence[HeldReport]:
        """All reports that are held of a region."""
        return self._of_region.get(region, ())

    def below(self, region: str) -> Sequence[Below]:
        """The areas that ever lay directly below a region."""
        return self._below.get(region, ())

    def alike(self, report: HeldReport, key: str) -> Sequence[str]:
        """Regions in which another report of the year has the number that this one has in a cell; by code."""
        if key not in self._numbers:
            self._numbers[key] = numbers_of(self._connection, [one.reading_id for one in self._held], key)
            self._with_number[key] = self._sorted(self._numbers[key])
        value = self._numbers[key].get(report.reading_id)
        same = () if value is None else self._with_number[key][report.year, value]
        return sorted({other.region for other in same if other.report_id != report.report_id})

    def _sorted(self, numbers: Mapping[int, Decimal]) -> Mapping[tuple[int, Decimal], list[HeldReport]]:
        found: dict[tuple[int, Decimal], list[HeldReport]] = defaultdict(list)
        for report in self._held:
            if report.reading_id in numbers:
                found[report.year, numbers[report.reading_id]].append(report)
        return found
