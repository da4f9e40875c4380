"""Answers of the portals themselves, each written down before it goes up."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime
from http import HTTPStatus
from pathlib import Path
from typing import Any

from scrapy import Request, Spider, signals
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Headers, Response

from crawler import clock
from crawler.addresses import host_of, same_page
from crawler.allotments import allotments_of
from crawler.allowances import Allowances
from crawler.connecting import shut_door
from crawler.failures import PAUSED, RECORDED, cut_off, error_of, kind_of_error
from crawler.hosts import hosts_of
from crawler.limits import Wait
from crawler.paused_crawls import note_paused
from crawler.pauses import Pause, pause_asked
from crawler.politeness import Turns, shared_turns
from crawler.recording import Held, Recorder, shared_recorder
from crawler.refusals import ArchiveUnwritable, ForeignHost, StrangeAddress
from crawler.replaying import as_response, volatile_of
from crawler.signals import captured, no_answer
from crawler.spelling import fault_of_spelling
from crawler.stops import told_of_stop
from crawler.troubles import reason_of
from nianbao.archive.failures import Failure
from nianbao.archive.http_message import header_value
from nianbao.archive.index import Key, request_key
from nianbao.archive.writer import Exchange

# What Scrapy flags: the connection ended ahead of the announced length.
CUT = "dataloss"


def the_reactor() -> Any:
    """The reactor that runs, or will; Twisted chooses one when it is first named."""
    from twisted.internet import reactor

    return reactor


def turns_of(crawler: Crawler) -> Turns:
    """The turns that the settings ask for."""
    return shared_turns(crawler.settings.getfloat("PORTAL_DELAY"), crawler.settings.getfloat("PORTAL_DELAY_MOST"))


class Live:
    """Asks the portal through Scrapy's own HTTP/1.1 handler: hosts of the registry alone, in turn.

    A crawl that goes on is answered from its own archive first. A page that is held already is asked for on condition;
    where the portal confirms it, or sends the same body, the spider sees that page, and the archive a revisit. The
    capture is left in the request's meta as `capture`. Raises ForeignHost, StrangeAddress, UnsafeAddress,
    ArchiveUnwritable, ResponseDataLossError for a body that was cut (it is written down as such), and what Scrapy's
    handler raises.
    """

    def __init__(self, crawler: Crawler) -> None:
        settings = crawler.settings
        if not settings.get("ARCHIVE"):
            raise NotConfigured("no portal is asked without an archive to write to: `nianbao crawl`, or -s REPLAY=…")
        if "(+" not in settings["USER_AGENT"]:
            raise NotConfigured("no portal is asked without a contact: -s USER_AGENT='nianbao (+you@example.org)'")
        self.crawler = crawler
        crawler.signals.connect(self.note_stop, signals.spider_closed)
        self.portal = HTTP11DownloadHandler.from_crawler(crawler)
        shut_door(the_reactor(), settings.getlist("REACHABLE_BESIDES"))
        self.turns = turns_of(crawler)
        self.recorder: Recorder = shared_recorder(
            Path(settings["ARCHIVE"]), *(tuple(map(Path, settings.getlist(name))) for name in ("EARLIER", "PAUSED"))
        )
        base, daily = Path(settings["ARCHIVE"]), settings.getint("PORTAL_DAILY")
        self.allowances = Allowances(base.parent, daily, settings["PORTAL_WINDOW"], allotments_of(base))
        self.is_noted = False
        self.untrusted = frozenset(map(same_page, settings.getlist("UNTRUSTED")))
        self.volatile = volatile_of(crawler)
        for host, pause in pauses_of(settings.getdict("PAUSES")).items():
            self.turns.pause(host, pause, clock.now())
        self.hosts = hosts_of(crawler.spidercls)
        site = getattr(crawler.spidercls, "site", None)
        self.named: tuple[str, ...] = getattr(site, "addresses", ())
        list_url = getattr(site, "list_url", None)
        self.list_key = request_key("GET", list_url, volatile=self.volatile) if list_url else None

    async def answer(self, request: Request) -> Response:
        """The answer, out of this crawl's own archive or from the portal."""
        strange = fault_of_spelling(request.url, self.named)
        if strange is not None:
            raise StrangeAddress(f"{strange}: not fetched")
        host = host_of(request.url)
        if host not in self.hosts:
            raise ForeignHost(f"{host} is no host of the registry row: not fetched")
        key = request_key(request.method, request.url, request.body, self.volatile)
        for given in self.recorder.resumed_answers(key, self.volatile, self.list_key):
            if isinstance(given, Held):
                request.meta["capture"] = given.capture
                return as_response(request.url, given.payload)
            # On record like the others, as if it had come now.
            self.crawler.signals.send_catch_log(captured, capture=given)
        if (continued := self.continued(key, request)) is not None:
            request.meta["capture"] = continued.capture
            return as_response(request.url, continued.payload)
        self.recorder.refuse_if_misdated(clock.now())
        self.refuse_if_paused(request, self.left(host))
        async with self.turns.turn(host):
            self.refuse_if_closed(request, host)
            self.refuse_if_paused(request, await self.counted(request, host))
            return await self.ask(request, self.confirmable(key, request))

    def continued(self, key: Key, request: Request) -> Held | None:
        """A report's page or file that a crawl got which our limits ended, and this one goes on with.

        Lists and robots.txt are asked for anew: they may say something else by now.
        """
        is_report = "row" in request.cb_kwargs and same_page(request.url) not in self.untrusted
        return self.recorder.continued_page(key, self.volatile, self.list_key) if is_report else None

    def left(self, host: str) -> Wait | None:
        """What keeps a host from being asked at all now; counts nothing. Raises ArchiveUnwritable."""
        with counting(self.recorder):
            return self.allowances.wait(host, clock.now())

    async def counted(self, request: Request, host: str) -> Wait | None:
        """Count a request that is about to be made; what keeps it back. Raises ArchiveUnwritable.

        What the host asked another machine for is waited for. Raises NotToday where that is longer than we wait.
        """
        while isinstance(told := await self.taken(host), Pause):
            self.turns.pause(host, told, clock.now())
            self.refuse_if_closed(request, host)
            await self.turns.until_free(host)
        return told

    async def taken(self, host: str) -> Wait | Pause | None:
        """Count a request, or say why it is not to be made. Raises ArchiveUnwritable."""
        with counting(self.recorder):
            return await self.allowances.take_everywhere(host)

    def refuse_if_paused(self, request: Request, wait: Wait | None) -> None:
        """Raise Paused where our own limits keep a request back, written down so that a replay comes to the same."""
        if wait is None:
            return
        with counting(self.recorder):
            self.note_paused()
        told = wait.told(host_of(request.url))
        raise error_of(self.recorder.fail(unanswered(request, clock.now()), PAUSED, told))

    def note_paused(self) -> None:
        """Note, once, that this crawl goes on another day. Raises OSError."""
        if not self.is_noted:
            note_paused(self.recorder.base, self.crawler.spidercls.name)
            self.is_noted = True

    def refuse_if_closed(self, request: Request, host: str) -> None:
        """Raise NotToday for a host that said so. It is written down, so that a replay comes to the same."""
        pause = self.turns.closed(host)
        if pause is not None:
            kind = "not_today_blocked" if pause.status == HTTPStatus.TOO_MANY_REQUESTS else "not_today"
            told = f"{host} asked not to be asked before {pause.until:%Y-%m-%dT%H:%M:%SZ}: not asked"
            raise error_of(self.failed(unanswered(request, clock.now()), kind, told))

    def confirmable(self, key: Key, request: Request) -> Held | None:
        """The page held for this request, unless it turned out to be another page than the one asked for."""
        if same_page(request.url) in self.untrusted:
            return None
        return self.recorder.last_page(key, self.volatile, self.list_key)

    async def ask(self, request: Request, held: Held | None) -> Response:
        """One exchange with the portal, written down; where `held` is confirmed, it is the answer."""
        asked = on_condition(request, held)
        at = clock.now()
        self.recorder.refuse_if_misdated(at)
        response = await self.sent(asked, at)
        pause = self.mind(response)
        exchange = as_exchange(asked, response, at)
        if held is not None and response.status == HTTPStatus.NOT_MODIFIED:
            request.meta["capture"] = self.recorder.confirm(exchange, held)
            return as_response(request.url, held.payload)
        if held is not None and is_same(held, response):
            request.meta["capture"] = self.recorder.confirm(exchange, held)
            return response
        is_cut = CUT in response.flags
        request.meta["capture"] = self.recorder.write(exchange, truncated="disconnect" if is_cut else "")
        if pause is not None and self.allowances.allotments:
            # Now that it is on record here: should the process be killed meanwhile, the next one tells of it.
            await self.allowances.allotments.tell(host_of(response.url), pause)
        if is_cut:
            raise cut_off(response.body)
        return response

    async def sent(self, asked: Request, at: datetime) -> Response:
        """The portal's answer; that there was none is written down, then raised."""
        try:
            return await self.portal.download_request(asked)
        except RECORDED as error:
            raise error_of(self.failed(unanswered(asked, at), kind_of_error(error), reason_of(error))) from error

    def failed(self, asked: Exchange, kind: str, reason: str) -> Failure:
        """Write down that a request got no answer, and tell of it."""
        failure = self.recorder.fail(asked, kind, reason)
        self.crawler.signals.send_catch_log(no_answer, failure=failure)
        return failure

    def mind(self, response: Response) -> Pause | None:
        """Leave the host alone where it asks for that; what it asks for."""
        said = (response.headers.get("Retry-After") or b"").decode("latin-1")
        pause = pause_asked(response.status, said, clock.now())
        if pause is not None:
            self.turns.pause(host_of(response.url), pause, clock.now())
        return pause

    def note_stop(self, spider: Spider, reason: str) -> None:
        """Write down that the crawl of a site did not come to its end, so that a replay of it does not either."""
        if reason != "finished":
            with suppress(ArchiveUnwritable):
                self.recorder.stop(spider.name, clock.now(), told_of_stop(reason))

    async def close(self) -> None:
        """Close the connections; the archive is closed by whoever started the crawl."""
        await self.portal.close()


@contextmanager
def counting(recorder: Recorder) -> Iterator[None]:
    """Raise ArchiveUnwritable where requests cannot be counted beside the archive: none is made then."""
    try:
        yield
    except OSError as error:
        raise recorder.broken_by(error) from error


def on_condition(request: Request, held: Held | None) -> Request:
    """The request for a page unless it is the one held, by the ETag and date that the portal gave with that."""
    if held is None or request.method != "GET":
        return request
    conditions = {"If-None-Match": "ETag", "If-Modified-Since": "Last-Modified"}
    said = {name: header_value(held.payload.headers, source) for name, source in conditions.items()}
    headers = Headers(request.headers)
    for name, value in said.items():
        if value:
            headers[name] = value
    return request.replace(headers=headers)


def is_same(held: Held, response: Response) -> bool:
    """Whether the portal sent the page that is held, byte for byte."""
    return response.status == held.payload.status and response.body == held.payload.body and not response.flags


def as_exchange(request: Request, response: Response, at: datetime) -> Exchange:
    """What went over the wire, as far as Scrapy tells."""
    return Exchange(
        url=request.url,
        method=request.method,
        request_headers=headers_sent(request),
        request_body=request.body,
        status=response.status,
        reason=reason_of_status(response.status),
        response_headers=pairs(response.headers),
        body=response.body,
        at=at,
    )


def pauses_of(said: Mapping[str, tuple[str, int]]) -> dict[str, Pause]:
    """The setting PAUSES: host -> until when, and the status that said so."""
    return {host: Pause(datetime.fromisoformat(until), status) for host, (until, status) in said.items()}


def unanswered(request: Request, at: datetime) -> Exchange:
    """A request that got no answer."""
    return Exchange.unanswered(request.url, request.method, headers_sent(request), request.body, at)


def headers_sent(request: Request) -> tuple[tuple[str, str], ...]:
    """The headers of a request, with the one that Scrapy adds below."""
    return (("Host", request.url.split("/")[2]), *pairs(request.headers))


def pairs(headers: Headers) -> tuple[tuple[str, str], ...]:
    """Headers as an archive keeps them."""
    return tuple(
        (name.decode("latin-1"), value.decode("latin-1")) for name, values in headers.items() for value in values
    )


def reason_of_status(status: int) -> str:
    """The registered words of a status; none where it is not registered."""
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""
