"""Asking again, with growing distance and no sooner than the portal says."""

from scrapy import Request, Spider
from scrapy.downloadermiddlewares.retry import RetryMiddleware
from scrapy.http import Response

from crawler import clock
from crawler.addresses import host_of
from crawler.live import turns_of
from crawler.pauses import pause_asked
from crawler.politeness import LONGEST_WAIT


class PatientRetry(RetryMiddleware):
    """Scrapy's retry, with the host left alone meanwhile: 5 s, then 10 s, or what Retry-After says.

    Out of an archive a request is made again as often as that holds answers to it: a crawl that went on after a kill
    had all its tries anew.
    """

    def process_response(
        self, request: Request, response: Response, spider: Spider | None = None
    ) -> Request | Response:
        """Ask again for an answer that says `not now`, unless it says `not today`."""
        if is_not_today(response):
            return response
        self.bound(request)
        again = super().process_response(request, response)
        if isinstance(again, Request):
            self.leave_alone(request)
        return again

    def process_exception(
        self, request: Request, exception: Exception, spider: Spider | None = None
    ) -> Request | Response | None:
        """Ask again after a failed connection."""
        self.bound(request)
        again = super().process_exception(request, exception)
        if isinstance(again, Request):
            self.leave_alone(request)
        return again

    def bound(self, request: Request) -> None:
        """Set how often a replayed request may be made again."""
        if self.crawler.settings.getlist("REPLAY"):
            tries = int(request.meta.get("retry_times", 0))
            request.meta["max_retry_times"] = tries + bool(request.meta.get("more_answers"))

    def leave_alone(self, request: Request) -> None:
        """Hold the host back; nobody waits for an archive. What Retry-After says was minded when it came."""
        settings = self.crawler.settings
        if not settings.getlist("REPLAY"):
            growing = settings.getfloat("PORTAL_WAIT") * 2 ** int(request.meta.get("retry_times", 0))
            turns_of(self.crawler).hold(host_of(request.url), growing)


def is_not_today(response: Response) -> bool:
    """Whether the portal wants us to come another day."""
    now = clock.now()
    pause = pause_asked(response.status, (response.headers.get("Retry-After") or b"").decode("latin-1"), now)
    return pause is not None and (pause.until - now).total_seconds() > LONGEST_WAIT
