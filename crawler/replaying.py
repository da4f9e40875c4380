"""Answers out of archives: no socket is opened, nothing is written."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Headers, Response
from scrapy.responsetypes import responsetypes

from crawler.failures import PAUSED, cut_off, error_of
from crawler.refusals import NotInArchive
from crawler.signals import no_answer
from nianbao.archive.failures import Failure
from nianbao.archive.index import Index, build_index, request_key
from nianbao.archive.reader import Payload, load


@lru_cache(maxsize=8)
def shared_index(paths: tuple[Path, ...], volatile: tuple[str, ...] = ()) -> Index:
    """One pass over the archives for all sites of this process. Raises the archive's Missing and Damaged."""
    return build_index(paths, volatile=volatile)


def volatile_of(crawler: Crawler) -> tuple[str, ...]:
    """The query parameters that the family of this crawler's site leaves out of keys; none outside of a site."""
    return tuple(getattr(crawler.spidercls, "volatile", ()))


def replayed_archives(names: Sequence[str]) -> tuple[Path, ...]:
    """The setting REPLAY as paths; none given is refused, since there is nothing else to answer from."""
    if not names:
        raise NotConfigured("answers come from archives alone: name them, for example -s REPLAY=crawl.warc.gz")
    return tuple(Path(name).absolute() for name in names)


class Replay:
    """Answers each request from the WARC files in the setting REPLAY.

    A key that is asked again gets what came of it next, then the last. The capture is left in the request's meta as
    `capture`, whether the archive holds more of its answers as `more_answers`. Raises NotInArchive, what was raised for
    a request that got no answer when it was asked, ResponseDataLossError for a body that was cut when it came, and
    Damaged or Missing for a record that cannot be trusted.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.volatile = volatile_of(crawler)
        self.index = shared_index(replayed_archives(crawler.settings.getlist("REPLAY")), self.volatile)

    async def answer(self, request: Request) -> Response:
        """The archived answer, with the URL that was asked (a fragment or an odd spelling of the host stays)."""
        key = request_key(request.method, request.url, request.body, self.volatile)
        answer = self.index.next_answer(key)
        while is_paused(answer) and self.index.has_more(key):
            # Our own limits kept it back; another day it was asked.
            answer = self.index.next_answer(key)
        request.meta["more_answers"] = self.index.has_more(key)
        if answer is None:
            raise NotInArchive(f"not in the archive: {request.method} {request.url}")
        if isinstance(answer, Failure):
            self.crawler.signals.send_catch_log(no_answer, failure=answer)
            raise error_of(answer)
        request.meta["capture"] = answer
        payload = load(answer.record)
        if payload.truncated:
            raise cut_off(payload.body)
        return as_response(request.url, payload)

    async def close(self) -> None:
        """Nothing is open."""


def is_paused(answer: object) -> bool:
    """Whether a request was not made when it was recorded, for our own limits."""
    return isinstance(answer, Failure) and answer.kind == PAUSED


def as_response(url: str, payload: Payload) -> Response:
    """A payload as the response that Scrapy's own handler would have given."""
    headers = Headers()
    for name, value in payload.headers:
        headers.appendlist(name.encode("latin-1"), value.encode("latin-1"))
    kind = responsetypes.from_args(headers=headers, url=url, body=payload.body)
    return kind(url=url, status=payload.status, headers=headers, body=payload.body, protocol="HTTP/1.1")
