"""Run one spider over one archive in a process of its own (a reactor starts once) and print what came of it.

Called by the fixture `replay` with a JSON description: site, archive, options.
"""

import json
import sys
from dataclasses import asdict
from typing import Any

CONNECTED: list[str] = []


def listen(event: str, facts: tuple[Any, ...]) -> None:
    """Note every connection and every question to a name server; local sockets are the event loop's own."""
    if event in {"socket.connect", "socket.getaddrinfo"}:
        CONNECTED.append(f"{event} {facts[1:]}")


def main() -> None:
    sys.addaudithook(listen)
    from scrapy import signals
    from scrapy.crawler import AsyncCrawlerProcess
    from scrapy.settings import Settings

    from crawler.loader import spider_class
    from crawler.registry import Site

    task = json.loads(sys.argv[1])
    settings = Settings()
    settings.setmodule("crawler.settings")
    settings.update({"REPLAY": task["archives"], "DOWNLOAD_DELAY": 0, "ITEM_PIPELINES": {}, "LOG_LEVEL": "ERROR"})
    facts = {**task["site"], "reports": tuple(task["site"].get("reports", ()))}
    process = AsyncCrawlerProcess(settings)
    crawler = process.create_crawler(spider_class(Site(**facts)))
    items: list[Any] = []
    crawler.signals.connect(lambda item: items.append(item), signals.item_scraped, weak=False)
    process.crawl(crawler, **task["options"])
    process.start()
    ledger = crawler.spider.ledger  # type: ignore[union-attr]
    told = {
        "state": ledger.state(),
        "declared": ledger.declared,
        "listed": ledger.listed,
        "rows": [asdict(row) for row in ledger.rows.values()],
        "shortfalls": [asdict(shortfall) for shortfall in ledger.shortfalls],
        "pages": [{"url": page.url, "body": page.body.decode("utf-8"), "title": page.title} for page in items],
        "left_out": len(ledger.left_out),
        "connected": CONNECTED,
    }
    print(json.dumps(told, default=str, ensure_ascii=False))


main()
