"""A name server that lies: names of hostile addresses, names that change between two questions, and literals."""

import socket
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.resolver import CachingHostnameResolver, HostResolution
from twisted.internet.address import IPv4Address, IPv6Address
from twisted.internet.base import ReactorBase

Place = tuple[str, int]


class LyingResolver(CachingHostnameResolver):
    """Answers from the setting LIES: name -> a list of answers, each a list of [address, port]; the last one stays.

    Any other name is read as digits are by the system (`getaddrinfo`, without asking anybody), at the port LIES_PORT.
    """

    def __init__(self, reactor: ReactorBase, lies: Mapping[str, Sequence[Sequence[Place]]], port: int) -> None:
        super().__init__(reactor, cache_size=0)
        self.lies, self.port = lies, port
        self.asked: Counter[str] = Counter()

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: ReactorBase) -> Self:
        """As Scrapy makes it."""
        return cls(reactor, crawler.settings.getdict("LIES"), crawler.settings.getint("LIES_PORT"))

    def resolveHostName(
        self,
        resolutionReceiver: Any,
        hostName: str,
        portNumber: int = 0,
        addressTypes: object = None,
        transportSemantics: str = "TCP",
    ) -> Any:
        """The next answer for the name; receiver and result are zope interfaces, which type checkers cannot see."""
        del portNumber, addressTypes, transportSemantics
        resolution = HostResolution(hostName)
        resolutionReceiver.resolutionBegan(resolution)
        for address, port in self.places(hostName):
            kind = IPv6Address if ":" in address else IPv4Address
            resolutionReceiver.addressResolved(kind("TCP", address, port))
        resolutionReceiver.resolutionComplete()
        return resolution

    def places(self, name: str) -> Sequence[Place]:
        """Addresses and ports of a name."""
        answers = self.lies.get(name)
        if answers is None:
            return [(address, self.port) for address in addresses_of(name)]
        self.asked[name] += 1
        return answers[min(self.asked[name], len(answers)) - 1]


def addresses_of(name: str) -> list[str]:
    """What the system makes of digits in any spelling, and of localhost."""
    if name.rstrip(".").lower() == "localhost":
        return ["127.0.0.1", "::1"]
    try:
        found = socket.getaddrinfo(name, None, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)
    except OSError:
        return []
    return [str(place[0]) for *_, place in found]
