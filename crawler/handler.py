"""The download handler: below every middleware, so that it speaks in bytes as they came, still content-encoded."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from scrapy import Request
from scrapy.core.downloader.handlers.base import BaseDownloadHandler
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest, NotConfigured
from scrapy.http import Headers, Response
from scrapy.responsetypes import responsetypes

from nianbao.archive.index import Index, build_index, request_key
from nianbao.archive.reader import Payload, load


class NotInArchive(IgnoreRequest):
    """The archives that are replayed hold no answer to a request; raised by the replay handler.

    A kind of IgnoreRequest, because asking again cannot help: the retry middleware lets it pass to the errback.
    """


@lru_cache(maxsize=1)
def shared_index(paths: tuple[Path, ...]) -> Index:
    """One pass over the archives for all sites of this process. Raises the archive's Missing and Damaged."""
    return build_index(paths)


def replayed_archives(names: Sequence[str]) -> tuple[Path, ...]:
    """The setting REPLAY as paths; none given is refused, since there is nothing else to answer from."""
    if not names:
        raise NotConfigured("answers come from archives alone: name them, for example -s REPLAY=crawl.warc.gz")
    return tuple(Path(name).absolute() for name in names)


class ReplayHandler(BaseDownloadHandler):
    """Answers each request from the WARC files in the setting REPLAY; opens no socket and asks no name server.

    A key that is asked again gets the next capture of that key, then the last. The capture is left in the request's
    meta as `capture`. Raises NotInArchive, and the archive's Damaged or Missing for a record that cannot be trusted.
    """

    lazy = False

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.index = shared_index(replayed_archives(crawler.settings.getlist("REPLAY")))

    async def download_request(self, request: Request) -> Response:
        """The archived answer, with the URL that was asked (a fragment or an odd spelling of the host stays)."""
        capture = self.index.next_capture(request_key(request.method, request.url, request.body))
        if capture is None:
            raise NotInArchive(f"not in the archive: {request.method} {request.url}")
        request.meta["capture"] = capture
        return as_response(request.url, load(capture.record))


def as_response(url: str, payload: Payload) -> Response:
    """A payload as the response that Scrapy's own handler would have given."""
    headers = Headers()
    for name, value in payload.headers:
        headers.appendlist(name.encode("latin-1"), value.encode("latin-1"))
    kind = responsetypes.from_args(headers=headers, url=url, body=payload.body)
    return kind(url=url, status=payload.status, headers=headers, body=payload.body, protocol="HTTP/1.1")
