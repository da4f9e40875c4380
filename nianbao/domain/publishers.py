"""Who signs a report: the kind of organ, the one name it goes by in a region, and its slug in report ids."""

import hashlib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from nianbao.domain.divisions import Region, known
from nianbao.domain.divisions.names import zone_names
from nianbao.domain.divisions.reading import NameReading, plain, read_name, without_central_prefix
from nianbao.domain.report import PublisherKind


@dataclass(frozen=True, slots=True)
class _Listed:
    """A publisher of `publishers.toml`."""

    region: str
    name: str
    aliases: tuple[str, ...]
    slug: str


def kind_of(name: str) -> PublisherKind:
    """The kind by the end of the name, in the order of `publishers.toml`; a bare division is its government.

    An empty name and one that fits no pattern are `other`.
    """
    name = plain(name)
    reading = read_name(name)
    if reading.bare:
        return PublisherKind.ZONE_COMMITTEE if reading.named in zone_names() else PublisherKind.GOVERNMENT
    shape = "{region}" + reading.rest if reading.certain else name
    return next((kind for pattern, kind in _patterns() if pattern.search(shape)), PublisherKind.OTHER)


def canonical_name(name: str, region: str | None) -> str:
    """One name for one publisher: 九龙坡区人民政府办公室 for 重庆市九龙坡区政府办公室, 浏阳市人民政府 for 浏阳市.

    `region` is the code the name was located at. Parents' names are left off, and a former name of the region gives way
    to its last; a name that does not name the region stays as it is.
    """
    name = plain(name)
    reading = read_name(name)
    meant = next((found for found in reading.found if found.code == region), None)
    if meant is not None:
        name = _one_wording(name, reading, meant.name)
    listed = _listed(name, region)
    return listed.name if listed is not None else name


def slug_of(name: str, region: str | None) -> str:
    """The publisher's part of a report id: lower-case ASCII letters and digits, the same for all its names."""
    canonical = canonical_name(name, region)
    listed = _listed(canonical, region)
    if listed is not None:
        return listed.slug
    return _own_slug(canonical, region) or _letter(canonical) + hashlib.sha256(canonical.encode()).hexdigest()[:8]


def is_government(canonical: str, region: str) -> bool:
    """Whether this one name is that of the region's own government, or of its office."""
    return _own_slug(canonical, region) is not None


def _own_slug(canonical: str, region: str | None) -> str | None:
    """The slug of the region's own government or of its office; null for every other organ."""
    if region is None:
        return None
    slugs: Mapping[str, str] = _data()["own_slugs"]
    governments = (_government(meant.name) for meant in _meant(canonical, region))
    return next((slugs.get(canonical.removeprefix(own)) for own in governments if canonical.startswith(own)), None)


def _meant(canonical: str, region: str) -> list[Region]:
    """The region of this code as the name has it, else as it stands: another may have had the code before."""
    found = [meant for meant in read_name(canonical).found if meant.code == region]
    standing = known(region)
    return found or ([] if standing is None else [standing])


def _letter(name: str) -> str:
    return str(_data()["letters"][kind_of(name)])


def _one_wording(name: str, reading: NameReading, region_name: str) -> str:
    if reading.named in zone_names():
        office = _office(reading.rest, "zone_committee")
        return reading.named + (reading.rest if office is None else office and f"管委会{office}")
    office = _office(reading.rest, "government")
    if office is not None:
        return _government(region_name) + office
    central = name.removesuffix(without_central_prefix(name))
    return central + region_name + reading.rest


def _office(rest: str, wording: str) -> str | None:
    """What follows the organ's name: "", 办公室 or 办公厅; null where the rest is another organ's name."""
    match = re.fullmatch(_data()["wording"][wording], rest)
    if match is None:
        return None
    return "办公室" if match[2] == "办" else match[2] or ""


def _government(region_name: str) -> str:
    without_government = re.search(_data()["wording"]["administrative_office"], region_name)
    return region_name + ("行政公署" if without_government else "人民政府")


def _listed(name: str, region: str | None) -> _Listed | None:
    return next((row for row in _publishers() if row.region == region and name in (row.name, *row.aliases)), None)


@cache
def _publishers() -> tuple[_Listed, ...]:
    return tuple(
        _Listed(row["region"], row["name"], tuple(row["aliases"]), row["slug"]) for row in _data()["publisher"]
    )


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], PublisherKind], ...]:
    return tuple((re.compile(row["pattern"]), PublisherKind(row["kind"])) for row in _data()["kind"])


@cache
def _data() -> Mapping[str, Any]:
    return tomllib.loads(files(__package__).joinpath("publishers.toml").read_text(encoding="utf-8"))
