"""Crawl simulated portals in a process of its own (a reactor starts once) and print what came of each.

Called by the fixture `crawl_portals` with a JSON list of tasks: name, family, switches (of the family), portal (its
facts), rules (target, change, words), edits (method, words), site (facts of the row), options (of the spider), archive.
An archive that is there answers the crawl; one that is not is written by it.
"""

import asyncio
import json
import sys
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request, signals
from scrapy.core.downloader.handlers.base import BaseDownloadHandler
from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.http import Headers, Response
from scrapy.responsetypes import responsetypes
from scrapy.settings import Settings

from crawler.loader import spider_class
from crawler.registry import Site, site_of
from nianbao.archive.writer import ArchiveWriter, Exchange
from simulator.message import Answer, Asked
from simulator.portal import Portal
from simulator.rules import Change, Portals
from tests.replay.list_faults import change_of, portal_of

# What each crawl asks, by its name.
PORTALS: dict[str, tuple[Portal, ArchiveWriter]] = {}
ASKED: dict[str, list[tuple[str, str, int]]] = {}
POSTED: dict[str, list[tuple[str, str, int]]] = {}


class PortalHandler(BaseDownloadHandler):
    """Answers from the simulated portal of the crawl, without a socket, and records what it answers."""

    lazy = False

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.name = crawler.settings["PORTAL"]

    async def download_request(self, request: Request) -> Response:
        """The portal's answer."""
        await asyncio.sleep(0)
        portal, archive = PORTALS[self.name]
        parts = urlsplit(request.url)
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        sent = {name.decode().lower(): b",".join(values).decode() for name, values in request.headers.items()}
        answer = portal.answer(Asked(parts.hostname or "", target, request.method, sent, request.body))
        ASKED[self.name].append((request.method, request.url, len(answer.body)))
        if request.method == "POST":
            POSTED[self.name].append((request.url, request.body.decode(), len(answer.body)))
        headers = [*answer.headers]
        exchange = Exchange(
            request.url, request.method, [], request.body, answer.status, "", headers, answer.body, datetime.now(UTC)
        )
        request.meta["capture"] = archive.write(exchange)
        known = Headers({name.encode(): value.encode() for name, value in headers})
        kind = responsetypes.from_args(headers=known, url=request.url, body=answer.body)
        return kind(request.url, status=answer.status, headers=known, body=answer.body)


def changed_portal(task: dict[str, Any]) -> Portal:
    """The task's portal, edited and with its switches on."""
    portal = portal_of(task)
    for method, words in task.get("edits", []):
        getattr(portal, method)(*words)
    for target, change, words in task.get("rules", []):
        address, _, body = target.partition("#")
        made = change_of(change, words)
        portal.on(address, posted(body, made) if body else made)
    return portal


def posted(body: str, change: Change) -> Change:
    """A change of the answers to this form alone: pages of a list that are asked for by POST share an address."""

    def changed(asked: Asked, answer: Answer, portal: Portals) -> Answer:
        return change(asked, answer, portal) if asked.body == body.encode() else answer

    return changed


def row_of(task: dict[str, Any], portal: Portal) -> Site:
    """The row that a registry would have for the portal."""
    facts = {
        "name": "shili_portal",
        "region": "000000",
        "publisher": portal.place.government,
        "family": portal.family.name,
        "first_year": 2014,
        "evidence": "made for a test",
        "list_url": portal.list_url,
        **task.get("site", {}),
    }
    return site_of(facts)


def account(task: dict[str, Any], portal: Portal, crawler: Crawler, items: list[Any]) -> dict[str, Any]:
    """What came of a crawl, beside what the portal knows of itself."""
    spider: Any = crawler.spider
    ledger = spider.ledger
    return {
        "state": ledger.state(),
        "declared": ledger.declared,
        "rows": {row.url: row.verdict for row in ledger.rows.values()},
        "attachments": {row.url: row.title for row in ledger.attachments.values()},
        "shortfalls": [(short.url, short.trouble, short.reason) for short in ledger.shortfalls],
        "listed": ledger.listed,
        "hidden": {row.url: row.verdict for row in ledger.hidden.values()},
        "nothing_for": ledger.nothing_for,
        "pages": [page.url for page in items if not page.attached_to],
        "files": {page.url: page.attached_to for page in items if page.attached_to},
        "asked": ASKED[task["name"]],
        "posted": POSTED[task["name"]],
        "published": [(entry.url, entry.kind, entry.year, entry.attachment) for entry in portal.ledger()],
        "list_url": portal.list_url,
        "archive": task["archive"],
    }


def main() -> None:
    settings = Settings()
    settings.setmodule("crawler.settings")
    settings.update({"ITEM_PIPELINES": {}, "LOG_LEVEL": "CRITICAL"})
    process = AsyncCrawlerProcess(settings)
    runs: list[tuple[dict[str, Any], Portal, Crawler, list[Any]]] = []
    with ExitStack() as open_archives:
        for task in json.load(sys.stdin):
            portal, archive = changed_portal(task), Path(task["archive"])
            own: dict[str, Any] = {"REPLAY": [str(archive)]}
            ASKED[task["name"]], POSTED[task["name"]] = [], []
            if not archive.exists():
                PORTALS[task["name"]] = (portal, open_archives.enter_context(ArchiveWriter(archive)))
                handlers = dict.fromkeys(("http", "https"), "__main__.PortalHandler")
                own = {"PORTAL": task["name"], "DOWNLOAD_DELAY": 0, "DOWNLOAD_HANDLERS": handlers}
            spider = type("Spider", (spider_class(row_of(task, portal)),), {"custom_settings": own})
            crawler = Crawler(spider, settings, init_reactor=not runs)
            items: list[Any] = []
            crawler.signals.connect(lambda item, items=items: items.append(item), signals.item_scraped, weak=False)
            runs.append((task, portal, crawler, items))
            process.crawl(crawler, **task.get("options", {}))
        process.start()
    print(json.dumps({run[0]["name"]: account(*run) for run in runs}, ensure_ascii=False))


if __name__ == "__main__":
    main()
