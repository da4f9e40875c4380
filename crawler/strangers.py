"""Answers that are not the portal's page: redirects to other hosts, firewalls' pages, messages in a page's place."""

from collections.abc import Collection, Mapping
from typing import Self
from urllib.parse import urljoin, urlsplit

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.http import Response, TextResponse
from scrapy.utils.httpobj import urlparse_cached

from crawler.addresses import host_of, same_page
from crawler.blocks import instead_of_page
from crawler.hosts import hosts_of
from crawler.ledger import Trouble
from crawler.refusals import Blocked, ClosedForNow, ForeignHost, NoSuchPage, Refusal, StrangeAddress
from crawler.spelling import PORTS
from crawler.text import whole_text
from crawler.told import Told


class ForeignRedirects:
    """Refuses to follow a redirect to a host that is not the site's: mirror sites re-serve whole portals."""

    def __init__(self, hosts: Collection[str]) -> None:
        self.hosts = hosts

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """For the site of this crawler."""
        return cls(hosts_of(crawler.spidercls))

    def process_response(self, request: Request, response: Response, spider: Spider | None = None) -> Response:
        """Let an answer through, unless it leads away. Raises ForeignHost, StrangeAddress, Blocked."""
        target = (response.headers.get("Location") or b"").decode("latin-1").strip()
        if not target or not 300 <= response.status < 400:
            return response
        try:
            host, scheme = host_of(urljoin(request.url, target)), urlsplit(urljoin(request.url, target)).scheme
        except ValueError as error:
            raise StrangeAddress(f"the portal redirects to {target!r}: {error}: not fetched") from error
        if scheme not in PORTS:
            raise StrangeAddress(f"the portal redirects to {target!r}, which is no web page: not fetched")
        if host and self.hosts and host not in self.hosts:
            raise ForeignHost(f"the portal redirects to {host}, which is no host of the registry row: not fetched")
        if response.headers.get("Set-Cookie") and leads_back(request, urljoin(request.url, target)):
            told = "the portal sends on to the same address until a cookie comes back: a firewall's answer"
            raise Blocked(Told(told, "cookie loop"))
        return response


def leads_back(request: Request, target: str) -> bool:
    """Whether a redirect leads to an address that this request has come by."""
    return same_page(target) in {same_page(url) for url in (request.url, *request.meta.get("redirect_urls", ()))}


REFUSALS: Mapping[Trouble, type[Refusal]] = {
    Trouble.BLOCKED: Blocked,
    Trouble.GONE: NoSuchPage,
    Trouble.UNREACHABLE: ClosedForNow,
}


class BlockPages:
    """Refuses what comes with status 200 in a page's place: a firewall's page, a message that there is no such page."""

    def process_response(self, request: Request, response: Response, spider: Spider | None = None) -> Response:
        """Let an answer through, unless it stands in a page's place. Raises Blocked, NoSuchPage, ClosedForNow."""
        if response.status != 200 or not isinstance(response, TextResponse) or is_robots(request):
            return response
        found = instead_of_page(whole_text(response))
        if found:
            told = f"the page holds {found.sign!r} ({found.kind.name}): {found.kind.means}"
            raise REFUSALS[found.kind.trouble](Told(told, found.kind.name))
        return response


def is_robots(request: Request) -> bool:
    """Whether the rules are asked for; they are read as they are."""
    return bool(urlparse_cached(request).path == "/robots.txt")
