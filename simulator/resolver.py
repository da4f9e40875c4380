"""A name resolver for Scrapy that knows the simulated hosts alone: `DNS_RESOLVER = "simulator.resolver.MapResolver"`.

With it and the environment variable SSL_CERT_FILE a crawler asks the simulator under the portals' own addresses.
"""

from collections.abc import Mapping
from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.resolver import CachingHostnameResolver, HostResolution
from twisted.internet.address import IPv4Address
from twisted.internet.base import ReactorBase


class MapResolver(CachingHostnameResolver):
    """Answers from the setting SIMULATOR_RESOLVER (host -> `address:port`, as a dict or JSON); no other host exists.

    After as many questions as the setting SIMULATOR_ANSWERS says it is as if there were no server for names any more;
    less than none: there is one for good.
    """

    def __init__(self, reactor: ReactorBase, known: Mapping[str, str], answers: int = -1) -> None:
        super().__init__(reactor, cache_size=0)
        self.known = known
        self.left = answers

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: ReactorBase) -> Self:
        """As Scrapy makes it."""
        settings = crawler.settings
        return cls(reactor, settings.getdict("SIMULATOR_RESOLVER"), settings.getint("SIMULATOR_ANSWERS", -1))

    def resolveHostName(
        self,
        resolutionReceiver: Any,
        hostName: str,
        portNumber: int = 0,
        addressTypes: object = None,
        transportSemantics: str = "TCP",
    ) -> Any:
        """The mapped address; the port asked for gives way to the mapped one. A host that is not known has none.

        Receiver and result are zope interfaces, which type checkers cannot see.
        """
        del portNumber, addressTypes, transportSemantics
        resolution = HostResolution(hostName)
        resolutionReceiver.resolutionBegan(resolution)
        if hostName in self.known and self.left != 0:
            self.left -= 1
            address, _, port = self.known[hostName].rpartition(":")
            resolutionReceiver.addressResolved(IPv4Address("TCP", address, int(port)))
        resolutionReceiver.resolutionComplete()
        return resolution
