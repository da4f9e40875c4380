"""Addresses compared: their host, and what two spellings of one page have in common."""

from collections.abc import Collection
from urllib.parse import urlsplit, urlunsplit

from nianbao.archive.index import canonical_url, without


def host_of(url: str) -> str:
    """The host of an address, lower case, without port and trailing dot; empty where there is none."""
    return (urlsplit(url).hostname or "").rstrip(".")


def same_page(url: str) -> str:
    """What two spellings of one address of the web have in common: canonical, by HTTP or HTTPS; of any other, all."""
    is_web = urlsplit(url).scheme in ("http", "https", "") and host_of(url)
    return canonical_url(url).partition("://")[2] if is_web else url


def less(url: str, volatile: Collection[str]) -> str:
    """An address without the query parameters of these names, which are another at every request."""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(query=without(parts.query, volatile))) if parts.query and volatile else url
