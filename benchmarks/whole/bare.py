"""`python -m benchmarks.whole.bare PAGES HOSTS OUT`: Scrapy as it comes fetches these addresses and does nothing more.

PAGES: lines of JSON with `url`, `method`, `body` and `headers`; HOSTS: host -> `address:port`; OUT: what came, lines of
JSON with `method`, `url` and `body` as asked and the SHA-256 of the body that came.
"""

import json
import sys
from collections.abc import AsyncIterator, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response

# Scrapy's defaults, but for what lets it find the simulated hosts, and what shuts doors or would only print.
SETTINGS: dict[str, Any] = {
    "TWISTED_DNS_RESOLVER": "simulator.resolver.MapResolver",
    "ROBOTSTXT_OBEY": False,
    "DOWNLOAD_DELAY": 0,
    "TELNETCONSOLE_ENABLED": False,
    "REMOTE_CONTROL_ENABLED": False,
    "COOKIES_ENABLED": False,
    "LOG_LEVEL": "ERROR",
}


class Bare(Spider):
    """Fetches what it is told to, and keeps the digests alone."""

    name = "bare"

    def __init__(self, pages: Path, **facts: Any) -> None:
        super().__init__(**facts)
        self.pages = [json.loads(line) for line in pages.read_text("utf-8").splitlines()]
        self.came: list[dict[str, str]] = []

    async def start(self) -> AsyncIterator[Request]:
        """Every address, once."""
        for page in self.pages:
            how = {"method": page["method"], "headers": page["headers"], "body": page["body"]}
            yield Request(page["url"], self.parse, dont_filter=True, meta={"handle_httpstatus_all": True}, **how)

    def parse(self, response: Response) -> Iterator[None]:
        """Note what came."""
        asked = response.request
        if asked is None:
            raise RuntimeError(f"{response.url} was never asked for")
        digest = sha256(response.body).hexdigest()
        self.came.append({"method": asked.method, "url": asked.url, "body": asked.body.decode(), "sha256": digest})
        yield from ()


def main() -> None:
    pages, hosts, out = map(Path, sys.argv[1:])
    process = AsyncCrawlerProcess({**SETTINGS, "SIMULATOR_RESOLVER": hosts.read_text("utf-8")})
    crawler = process.create_crawler(Bare)
    process.crawl(crawler, pages=pages)
    process.start()
    if not isinstance(crawler.spider, Bare):
        raise SystemExit("Scrapy made no spider")
    out.write_text("".join(json.dumps(one) + "\n" for one in crawler.spider.came), encoding="utf-8")


if __name__ == "__main__":
    main()
