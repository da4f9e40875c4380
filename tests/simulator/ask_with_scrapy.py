"""Ask addresses with Scrapy in a process of its own and print what came, a line each: resolver map, then addresses."""

import sys
from collections.abc import AsyncIterator
from typing import Any

from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess

SETTINGS = {
    "DNS_RESOLVER": "simulator.resolver.MapResolver",
    "DOWNLOAD_VERIFY_CERTIFICATES": True,
    "RETRY_ENABLED": False,
    "ROBOTSTXT_OBEY": True,
    "TELNETCONSOLE_ENABLED": False,
    "REMOTE_CONTROL_ENABLED": False,
    "COOKIES_ENABLED": False,
    "LOG_ENABLED": False,
}


class Asking(Spider):
    """Asks for each address."""

    name = "asking"

    async def start(self) -> AsyncIterator[Request]:
        """One request an address."""
        for url in sys.argv[2:]:
            yield Request(url, callback=self.came, errback=self.failed)

    def came(self, response: Any) -> None:
        """Say what came."""
        print(response.status, response.url)

    def failed(self, failure: Any) -> None:
        """Say what failed."""
        print(type(failure.value).__name__, failure.request.url)


process = AsyncCrawlerProcess({**SETTINGS, "SIMULATOR_RESOLVER": sys.argv[1]})
process.crawl(Asking)
process.start()
