"""The registry: which portals there are, one TOML file a province, one `[[site]]` row a portal."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

from crawler.addresses import host_of
from crawler.windows import NoWindow, window_of


class RegistryFault(Exception):
    """Rows of the registry that cannot be used; raised by `sites`, one line a fault, each naming file and row."""


@dataclass(frozen=True, slots=True)
class Site:
    """A portal's annual-report column: a few facts, no code.

    `region`: six-digit GB/T 2260 code. `publisher`: the series shown by default. `list_url`: first page of the list,
    null where reports are reached by `reports` alone. `reports`: known addresses, fetched besides the list;
    `sample_reports`: addresses made for the sample, asked for where archives answer. `first_year`: a later year without
    a report is a gap in the ledger. `evidence`: how the addresses are known. `unverified_until`: last day on which the
    portal's certificate is not checked. `daily_requests`, `window`: how often its hosts are asked in a day at most, and
    at which hours of China (`20:00-08:00`), where that differs from its family. `checked`: day on which the row was
    last found good at the live portal; `check_failed`: day and reason where it was not, since then. `nianbao sites
    --check --live --write` writes both.
    """

    name: str
    region: str
    publisher: str
    family: str
    first_year: int
    evidence: str
    list_url: str | None = None
    reports: tuple[str, ...] = ()
    sample_reports: tuple[str, ...] = ()
    unverified_until: date | None = None
    daily_requests: int | None = None
    window: str | None = None
    checked: date | None = None
    check_failed: str | None = None

    @property
    def hosts(self) -> frozenset[str]:
        """Hosts of the row's own addresses: no other host is ever fetched for this site."""
        return frozenset(host_of(url) for url in self.addresses)

    @property
    def addresses(self) -> tuple[str, ...]:
        """Every address of the row, the list first."""
        return ((self.list_url,) if self.list_url else ()) + self.reports + self.sample_reports


@cache
def sites() -> Mapping[str, Site]:
    """Every site by name, in the order of the files. A faulty row raises RegistryFault: none is left out in silence."""
    faults = registry_faults()
    if faults:
        raise RegistryFault("\n".join(faults))
    return MappingProxyType({str(row["name"]): site_of(row) for _, row in read_rows()})


def site_of(row: Mapping[str, object]) -> Site:
    """A row without faults as a Site."""
    values: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
    return Site(**values)


def read_rows() -> Iterator[tuple[str, dict[str, object]]]:
    """Every row as (file stem, fields as written)."""
    for file in site_files():
        for row in tomllib.loads(file.read_text("utf-8")).get("site", []):
            yield file.name.removesuffix(".toml"), row


def site_files() -> list[Traversable]:
    """The files of `crawler/sites`, by name."""
    folder = files("crawler") / "sites"
    return sorted((file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda file: file.name)


def registry_faults() -> list[str]:
    """What is wrong with the rows, one line a fault; empty for a good registry."""
    faults: list[str] = []
    names: set[object] = set()
    for stem, row in read_rows():
        name = row.get("name")
        faults += [f"sites/{stem}.toml: {name}: {fault}" for fault in row_faults(stem, row)]
        faults += [f"sites/{stem}.toml: {name}: the name is used twice"] * (name in names)
        names.add(name)
    return faults


TYPES: Mapping[str, type] = {
    "name": str,
    "region": str,
    "publisher": str,
    "family": str,
    "first_year": int,
    "evidence": str,
    "list_url": str,
    "reports": list,
    "sample_reports": list,
    "unverified_until": date,
    "daily_requests": int,
    "window": str,
    "checked": date,
    "check_failed": str,
}
OPTIONAL = frozenset(
    {
        "list_url",
        "reports",
        "sample_reports",
        "unverified_until",
        "daily_requests",
        "window",
        "checked",
        "check_failed",
    }
)


def row_faults(stem: str, row: Mapping[str, object]) -> Iterator[str]:
    """Faults of one row: fields, types, name after the file, at least one address, addresses with a host."""
    yield from (f"field {key!r} is not known" for key in row if key not in TYPES)
    yield from (f"field {key!r} is missing" for key in TYPES if key not in row and key not in OPTIONAL)
    yield from (
        f"field {key!r} is not of type {TYPES[key].__name__}"
        for key, value in row.items()
        if key in TYPES and not isinstance(value, TYPES[key])
    )
    if not str(row.get("name", "")).startswith(f"{stem}_"):
        yield f"the name does not start with {stem}_, the name of its file"
    yield from address_faults(row)
    yield from limit_faults(row)


def limit_faults(row: Mapping[str, object]) -> Iterator[str]:
    """Faults of what limits a row's crawls: fewer than one request a day, a window that is none."""
    daily = row.get("daily_requests", 1)
    if isinstance(daily, int) and daily < 1:
        yield f"daily_requests = {daily}: a site that is not to be asked has no row"
    try:
        window_of(str(row.get("window", "")))
    except NoWindow as fault:
        yield str(fault)


def address_faults(row: Mapping[str, object]) -> Iterator[str]:
    """Faults of a row's addresses."""
    addresses = [row["list_url"]] if "list_url" in row else []
    for field in ("reports", "sample_reports"):
        known = row.get(field, [])
        addresses += known if isinstance(known, list) else []
    if not addresses:
        yield "neither list_url nor reports: nothing to fetch"
    for url in addresses:
        if urlsplit(str(url)).scheme not in {"http", "https"} or not host_of(str(url)):
            yield f"{url!r} is no http address"
