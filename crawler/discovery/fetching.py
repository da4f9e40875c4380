"""A spider that fetches what it is told, one address after the other: a discovery decides as it reads."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any, ClassVar

from scrapy import Request, Spider
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.discovery.data import data_of
from crawler.discovery.places import OpenHosts
from crawler.ledger import Trouble
from crawler.pages import is_page, stub_fault
from crawler.text import page_text
from crawler.troubles import failed_request, reason_of, trouble_of


@dataclass(frozen=True, slots=True)
class Page:
    """A page that came. `asked`: the address asked for, `url` the one that answered; `size`: its bytes."""

    asked: str
    url: str
    text: str
    size: int


@dataclass(frozen=True, slots=True)
class NoPage:
    """Why no page came; `reason` is a sentence for people."""

    asked: str
    trouble: Trouble
    reason: str


@dataclass(frozen=True, slots=True)
class Order:
    """An address to ask for, and what waits for it."""

    url: str
    answer: "asyncio.Future[Page | NoPage]"


class Orders:
    """What is to be fetched, handed from a discovery to its spider. Once closed, nothing comes any more."""

    def __init__(self) -> None:
        self._queue: asyncio.Queue[Order | None] = asyncio.Queue()
        self._open: set[asyncio.Future[Page | NoPage]] = set()
        self.closed = ""
        self.last_fault = ""

    async def get(self, url: str) -> Page | NoPage:
        """What comes of an address."""
        if self.closed:
            return NoPage(url, Trouble.ERROR, self.closed)
        answer: asyncio.Future[Page | NoPage] = asyncio.get_running_loop().create_future()
        self._open.add(answer)
        answer.add_done_callback(self._open.discard)
        await self._queue.put(Order(url, answer))
        come = await answer
        self.last_fault = come.reason if isinstance(come, NoPage) else ""
        return come

    async def next(self) -> Order | None:
        """The next order; None when nothing comes any more."""
        return await self._queue.get()

    def end(self, reason: str) -> None:
        """Take no more orders; those that wait are told why."""
        self.closed = self.closed or reason
        self._queue.put_nowait(None)
        for answer in list(self._open):
            if not answer.done():
                answer.set_result(NoPage("", Trouble.ERROR, reason))


class FetchingSpider(Spider):
    """Asks what is ordered; robots.txt, turns, recording and refusals are those of every crawl."""

    open_hosts: ClassVar[OpenHosts]
    volatile: ClassVar[tuple[str, ...]] = ()

    def __init__(self, orders: Orders, **facts: Any) -> None:
        super().__init__(**facts)
        self.orders = orders

    async def start(self) -> AsyncIterator[Request]:
        """Each order as a request, until there are no more."""
        while (order := await self.orders.next()) is not None:
            yield Request(order.url, self.come, errback=self.not_come, cb_kwargs={"order": order}, dont_filter=True)

    def come(self, response: Response, order: Order) -> None:
        """Hand a page on, unless it is none."""
        fault = self.fault_of(response)
        page = Page(order.url, response.url, "" if fault else page_text(response), len(response.body))
        self.settle(order, NoPage(order.url, *fault) if fault else page)

    def fault_of(self, response: Response) -> tuple[Trouble, str] | None:
        """Why an answer is no page to read on; a page that sends on is one, however short, and so is data."""
        mime = (response.headers.get("Content-Type") or b"").decode("latin-1").lower()
        if not is_page(mime) and "json" not in mime and "javascript" not in mime and "xml" not in mime:
            return Trouble.NOT_READ, f"it is no page but {mime}"
        fault = stub_fault(response) if is_page(mime) else None
        return fault if fault and fault[0] is Trouble.BLOCKED else None

    def not_come(self, failure: Failure) -> None:
        """Hand on why nothing came."""
        order: Order = failed_request(failure).cb_kwargs["order"]
        self.settle(order, NoPage(order.url, trouble_of(failure.value), reason_of(failure.value)))

    def settle(self, order: Order, answer: Page | NoPage) -> None:
        """Answer an order."""
        if not order.answer.done():
            order.answer.set_result(answer)

    def closed(self, reason: str) -> None:
        """Whatever ends the spider, nobody waits for it."""
        self.orders.end(f"the discovery was stopped: {reason}")


def fetching_spider(name: str, hosts: OpenHosts, custom: dict[str, Any]) -> type[FetchingSpider]:
    """The spider of one discovery; `custom`: what this portal needs otherwise than the others."""
    most: int = data_of("words")["bounds"]["page_bytes"]
    facts = {"name": name, "open_hosts": hosts, "custom_settings": {"DOWNLOAD_MAXSIZE": most, **custom}}
    return type("DiscoverySpider", (FetchingSpider,), facts)
