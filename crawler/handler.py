"""The download handler: below every middleware, so that it speaks in bytes as they came, still content-encoded."""

from scrapy import Request
from scrapy.core.downloader.handlers.base import BaseDownloadHandler
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler.live import Live
from crawler.replaying import Replay
from crawler.signals import captured


class ArchiveHandler(BaseDownloadHandler):
    """Answers from the archives in the setting REPLAY, else from the portals, into the archive in the setting ARCHIVE.

    Each capture is told by the signal `captured`, also that of an answer which then is an error.
    """

    lazy = False

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.source: Replay | Live = Replay(crawler) if crawler.settings.getlist("REPLAY") else Live(crawler)

    async def download_request(self, request: Request) -> Response:
        """The answer, as Scrapy's own handler would give it."""
        # Of a request that is asked again, the capture of its first answer stands there.
        request.meta.pop("capture", None)
        try:
            return await self.source.answer(request)
        finally:
            if "capture" in request.meta:
                self.crawler.signals.send_catch_log(captured, capture=request.meta["capture"])

    async def close(self) -> None:
        """Close what is open."""
        await self.source.close()
