"""Row + family = spider: the loader that makes `scrapy list` and `scrapy crawl NAME` know the registry."""

from __future__ import annotations

import builtins
from collections.abc import Iterator
from datetime import date
from typing import Any

from scrapy import Request, Spider
from scrapy.http import Response
from scrapy.settings import BaseSettings

from crawler import clock
from crawler.addresses import host_of
from crawler.families import family_class
from crawler.registry import Site, sites


class RegistryLoader:
    """Scrapy's SpiderLoaderProtocol over the registry."""

    @classmethod
    def from_settings(cls, settings: BaseSettings) -> RegistryLoader:
        """A loader; the registry needs no setting."""
        return cls()

    def load(self, spider_name: str) -> type[Spider]:
        """The spider of a site. Raises KeyError for a name the registry does not have."""
        if spider_name not in sites():
            raise KeyError(f"Spider not found: {spider_name}")
        return spider_class(sites()[spider_name])

    def list(self) -> builtins.list[str]:
        """Every site, in the order of the registry."""
        return [*sites()]

    def find_by_request(self, request: Request) -> builtins.list[str]:
        """The sites whose own addresses are on the request's host."""
        host = host_of(request.url)
        return [name for name, site in sites().items() if host in site.hosts]


def spider_class(site: Site) -> type[Spider]:
    """The class of the site's family with the row's facts."""
    family = family_class(site.family)
    facts: dict[str, Any] = {
        "name": site.name,
        "site": site,
        "allowed_domains": sorted(site.hosts),
        "custom_settings": settings_of(site, clock.now().date()),
        "__doc__": site.evidence,
        **contracts_of(site, family),
    }
    return type(f"Spider_{site.name}", (family,), facts)


def contracts_of(site: Site, family: type[Any]) -> dict[str, Any]:
    """What `scrapy check` holds the spider to: the first page of its list leads somewhere. Nothing without a list."""
    if site.list_url is None or not hasattr(family, "parse_first_page"):
        return {}

    def parse_first_page(spider: Any, response: Response) -> Iterator[Any]:
        yield from family.parse_first_page(spider, response)

    parse_first_page.__doc__ = f"{family.parse_first_page.__doc__}\n\n@url {site.list_url}\n@returns requests 1\n"
    return {"parse_first_page": parse_first_page}


def settings_of(site: Site, today: date) -> dict[str, Any]:
    """What this portal needs otherwise than the others: no certificate checked, up to the day that its row names."""
    excused = site.unverified_until is not None and today <= site.unverified_until
    return {"DOWNLOAD_VERIFY_CERTIFICATES": False} if excused else {}
