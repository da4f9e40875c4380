"""The last door ahead of a socket: what is connected to is looked at there, after every name has become an address.

Twisted asks a name server, then hands each address of the answer, as digits, to the reactor's `connectTCP`. A name that
changes between two looks (rebinding) has no second look: the address that is judged is the one that is connected to.
"""

from collections.abc import Iterable
from typing import Any

from crawler.reachable import fault_of_address
from crawler.refusals import UnsafeAddress


class Door:
    """A reactor's `connectTCP` that lets public addresses pass. `besides`: `address:port` of simulated portals."""

    def __init__(self, connect: Any, besides: Iterable[str] = ()) -> None:
        self.connect = connect
        self.besides = frozenset(besides)

    def __call__(self, host: str, port: int, *how: Any, **more: Any) -> Any:
        """Connect, as the reactor does. Raises UnsafeAddress ahead of any socket."""
        fault = fault_of_address(host)
        if fault is not None and f"{host}:{port}" not in self.besides:
            raise UnsafeAddress(f"{host} is no address of a portal: {fault}: not connected to")
        return self.connect(host, port, *how, **more)


def shut_door(reactor: Any, besides: Iterable[str] = ()) -> None:
    """Put the door into a reactor: every connection of this process goes through it; a later call only adds to it."""
    before = reactor.connectTCP
    if isinstance(before, Door):
        before.besides |= frozenset(besides)
    else:
        reactor.connectTCP = Door(before, besides)
