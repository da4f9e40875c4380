"""Addresses that no portal writes: odd spellings of a host, words ahead of it, ports that no registry row names."""

import re
from collections.abc import Collection
from ipaddress import IPv4Address
from urllib.parse import SplitResult, urlsplit

PORTS = {"http": 80, "https": 443}
# Letters, digits, hyphens, dots; or an IPv6 address. No percent sign, blank, backslash, control character.
HOST = re.compile(r"[\w.-]+|\[[0-9a-fA-F:.]+\]")
# A last part of digits makes a host an IPv4 address for a browser and for a system resolver (WHATWG URL §3.5).
NUMERIC = re.compile(r"(?:.*\.)?(?:\d+|0x[0-9a-f]*)\.?", re.I)


def fault_of_spelling(url: str, named: Collection[str] = ()) -> str | None:
    """Why nothing is asked of an address as it is written; None for an ordinary one.

    `named`: the addresses of the registry row; a port that one of them states for the same host is ordinary.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        return str(error)
    if parts.scheme not in PORTS:
        return f"the scheme {parts.scheme!r} is not http or https"
    return fault_of_place(parts) or fault_of_port(parts, port, named)


def fault_of_place(parts: SplitResult) -> str | None:
    """What is wrong between the slashes, ports apart."""
    if "@" in parts.netloc:
        return "words stand ahead of the host"
    host, bracket, _ = parts.netloc.partition("]")
    host = host + bracket if bracket else host.partition(":")[0]
    if not HOST.fullmatch(host) or not host.isascii():
        return f"{host!r} is no host"
    return f"{host!r} is an odd spelling of an address" if NUMERIC.fullmatch(host) and not is_plain(host) else None


def is_plain(host: str) -> bool:
    """Whether digits are an IPv4 address in its usual spelling."""
    try:
        return str(IPv4Address(host)) == host
    except ValueError:
        return False


def fault_of_port(parts: SplitResult, port: int | None, named: Collection[str]) -> str | None:
    """A port that is neither that of the scheme nor one that the registry row states."""
    usual = port is None or port in PORTS.values()
    return None if usual or (parts.hostname, port) in map(place_of, named) else f"port {port} is no web server's"


def place_of(url: str) -> tuple[str | None, int | None]:
    """Host and stated port of a registry address."""
    parts = urlsplit(url)
    return parts.hostname, parts.port
