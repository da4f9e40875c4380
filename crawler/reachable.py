"""Which addresses a portal can have: those that the whole net routes; the others stand in `reachable.toml`."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network


@dataclass(frozen=True, slots=True)
class Networks:
    """The data file: networks in the order of the file, each with what it is."""

    special: tuple[tuple[IPv4Network | IPv6Network, str], ...]
    translated: IPv6Network
    given_out: IPv6Network


def fault_of_address(address: str) -> str | None:
    """Why nothing is asked of an address, in words; None for one that is public.

    `address` is what a socket is given. Anything but the usual spelling of an IP address is refused: a system resolver
    takes 0177.1 and 2130706433 too, and makes 127.0.0.1 of them.
    """
    try:
        read = ip_address(address)
    except ValueError:
        return "no IP address"
    return fault_of_ipv4(read) if isinstance(read, IPv4Address) else fault_of_ipv6(read)


def fault_of_ipv4(address: IPv4Address) -> str | None:
    """The network of an address that is not public."""
    return next((what for network, what in networks().special if address in network), None)


def fault_of_ipv6(address: IPv6Address) -> str | None:
    """The network of an address that is not public, or that of the IPv4 address which is written in it."""
    known = networks()
    if address.scope_id:
        return "bound to one link (RFC 4007)"
    if address in known.translated:
        inner = fault_of_ipv4(IPv4Address(int(address) & 0xFFFFFFFF))
        return inner and f"translated to IPv4 (RFC 6052): {inner}"
    what = next((what for network, what in known.special if address in network), None)
    return what or (None if address in known.given_out else "given out to nobody (RFC 4291)")


@cache
def networks() -> Networks:
    """The data file, read once."""
    data = tomllib.loads((files("crawler") / "reachable.toml").read_text("utf-8"))
    special = tuple((ip_network(network), what) for network, what in (*data["ipv4"], *data["ipv6"]))
    return Networks(special, IPv6Network(data["translated"]), IPv6Network(data["given_out"]))
