"""Asking again, with growing distance and no sooner than the portal says."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus

from scrapy import Request, Spider
from scrapy.downloadermiddlewares.retry import RetryMiddleware
from scrapy.http import Response

from crawler.addresses import host_of
from crawler.live import turns_of

# Seconds. A portal that asks for more wants us to come another day: the request has failed for this crawl.
LONGEST_WAIT = 120.0
FIRST_WAIT = 5.0


class PatientRetry(RetryMiddleware):
    """Scrapy's retry, with the host left alone meanwhile: 5 s, then 10 s, or what Retry-After says.

    Out of an archive a request is made again as often as that holds answers to it: a crawl that went on after a kill
    had all its tries anew.
    """

    def process_response(
        self, request: Request, response: Response, spider: Spider | None = None
    ) -> Request | Response:
        """Ask again for an answer that says `not now`, unless it says `not today`."""
        wait = wait_asked(response)
        if response.status in {HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE} and wait > LONGEST_WAIT:
            return response
        self.bound(request)
        again = super().process_response(request, response)
        if isinstance(again, Request):
            self.leave_alone(request, wait)
        return again

    def process_exception(
        self, request: Request, exception: Exception, spider: Spider | None = None
    ) -> Request | Response | None:
        """Ask again after a failed connection."""
        self.bound(request)
        again = super().process_exception(request, exception)
        if isinstance(again, Request):
            self.leave_alone(request, 0.0)
        return again

    def bound(self, request: Request) -> None:
        """Set how often a replayed request may be made again."""
        if self.crawler.settings.getlist("REPLAY"):
            tries = int(request.meta.get("retry_times", 0))
            request.meta["max_retry_times"] = tries + bool(request.meta.get("more_answers"))

    def leave_alone(self, request: Request, wait: float) -> None:
        """Hold the host back; nobody waits for an archive."""
        if not self.crawler.settings.getlist("REPLAY"):
            growing = FIRST_WAIT * 2 ** int(request.meta.get("retry_times", 0))
            turns_of(self.crawler).hold(host_of(request.url), max(wait, growing))


def wait_asked(response: Response) -> float:
    """Seconds that Retry-After asks for, as a number or a date; 0 where it says nothing we understand."""
    said = (response.headers.get("Retry-After") or b"").decode("latin-1").strip()
    if said.isdecimal():
        return float(said)
    try:
        until = parsedate_to_datetime(said)
    except ValueError:
        return 0.0
    return max(0.0, (until.astimezone(UTC) - datetime.now(UTC)).total_seconds())
