"""Addresses compared: their host, and what two spellings of one page have in common."""

from urllib.parse import urlsplit

from nianbao.archive.index import canonical_url


def host_of(url: str) -> str:
    """The host of an address, lower case, without port and trailing dot; empty where there is none."""
    return (urlsplit(url).hostname or "").rstrip(".")


def same_page(url: str) -> str:
    """What two spellings of one address have in common: canonical, whatever the scheme."""
    return canonical_url(url).partition("://")[2]
