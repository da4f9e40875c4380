"""The reports that a sample is drawn from, and the strata that they fall into."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from nianbao.domain.divisions import known
from nianbao.domain.report import PublisherKind

Reading = Mapping[str, Any]  # the JSON of `nianbao read`

# First year -> era of the forms; a form of its own began in each.
ERAS = {2008: "until 2013", 2014: "2014-2018", 2019: "2019-2020", 2021: "since 2021"}
DIMENSIONS = ("era", "kind", "level")
# Kind of file -> stratum: what is read in the same way has the same errors.
KINDS = {"docx": "office", "doc": "office", "sheet": "office", "image": "picture", "other": "picture"}
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Unit:
    """One report of the frame. `kind`: html, office, pdf, picture, text, or prose_only where no table was found."""

    report_id: str
    era: str
    kind: str
    level: str
    region: str
    publisher_kind: str
    url: str

    def stratum(self, by: tuple[str, ...] = DIMENSIONS) -> str:
        """Its stratum by some of era, kind and level, as `since 2021/html/county`."""
        return "/".join(str(getattr(self, name)) for name in by)


def unit_of(report_id: str, reading: Reading, carrier: str, url: str) -> Unit:
    """The unit of a report as it was read; `carrier` is the kind of file, as the store names it."""
    publisher = reading["publisher"]
    return Unit(
        report_id=report_id,
        era=era_of(reading["year"]),
        kind=KINDS.get(carrier, carrier) if reading["forms"] else "prose_only",
        level=level_of(publisher["region"], publisher["kind"]),
        region=publisher["region"] or UNKNOWN,
        publisher_kind=publisher["kind"],
        url=url,
    )


def era_of(year: int | None) -> str:
    """The era of a report year."""
    eras = [era for first, era in ERAS.items() if year is not None and first <= year]
    return eras[-1] if eras else UNKNOWN


def level_of(region: str | None, publisher_kind: str) -> str:
    """Province, prefecture, county; township and zone go by the publisher, which has no division of its own."""
    match publisher_kind:
        case PublisherKind.SUBDISTRICT_OR_TOWNSHIP:
            return "township"
        case PublisherKind.ZONE_COMMITTEE:
            return "zone"
        case _:
            division = known(region or "")
            return UNKNOWN if division is None else division.level
