"""Run spiders over archives in a process of its own (a reactor starts once) and print what came of each.

Called by the fixture `replay_all` with a JSON list of tasks: name, site, archive, options.
"""

import json
import sys
from dataclasses import asdict
from typing import Any

CONNECTED: list[str] = []


def listen(event: str, facts: tuple[Any, ...]) -> None:
    """Note every connection and every question to a name server."""
    if event in {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname"}:
        CONNECTED.append(f"{event} {facts[1:]}")


def account(crawler: Any, items: list[Any]) -> dict[str, Any]:
    """One site's ledger and pages as JSON."""
    ledger = crawler.spider.ledger
    return {
        "state": ledger.state(),
        "declared": ledger.declared,
        "listed": ledger.listed,
        "rows": [asdict(row) for row in ledger.rows.values()],
        "shortfalls": [asdict(shortfall) for shortfall in ledger.shortfalls],
        "pages": [{"url": page.url, "body": page.body.decode("utf-8"), "title": page.title} for page in items],
        "left_out": len(ledger.left_out),
        "connected": CONNECTED,
    }


def main() -> None:
    sys.addaudithook(listen)
    from scrapy import signals
    from scrapy.crawler import AsyncCrawlerProcess, Crawler
    from scrapy.settings import Settings

    from crawler.families import FAMILIES
    from crawler.families.plain import PlainSpider
    from crawler.loader import spider_class
    from crawler.registry import Site

    class BrokenSpider(PlainSpider):
        """A spider with an error of its own."""

        def parse_report(self, response: Any, row: Any = None) -> Any:
            raise ValueError("no such thing")

    globals()["BrokenSpider"] = BrokenSpider
    FAMILIES["broken"] = ("__main__", "BrokenSpider")

    settings = Settings()
    settings.setmodule("crawler.settings")
    settings.update({"ITEM_PIPELINES": {}, "LOG_LEVEL": "CRITICAL"})
    process = AsyncCrawlerProcess(settings)
    runs: dict[str, tuple[Any, list[Any]]] = {}
    for task in json.load(sys.stdin):
        facts = {**task["site"], "reports": tuple(task["site"].get("reports", ()))}
        crawler = Crawler(spider_class(Site(**facts)), {**settings, "REPLAY": [task["archive"]]}, init_reactor=not runs)
        items: list[Any] = []
        crawler.signals.connect(lambda item, items=items: items.append(item), signals.item_scraped, weak=False)
        runs[task["name"]] = (crawler, items)
        process.crawl(crawler, **task["options"])
    process.start()
    print(json.dumps({name: account(*run) for name, run in runs.items()}, default=str, ensure_ascii=False))


main()
