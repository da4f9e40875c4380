"""Requests that got no answer: the words an archive keeps for them, and what Scrapy raised."""

from collections.abc import Mapping, Sized

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    ResponseDataLossError,
)
from twisted.internet.error import ConnectError, ConnectionClosed

from crawler.refusals import NotToday, NotTodayBlocked, Paused, UnsafeAddress
from nianbao.archive.failures import Failure

KINDS: Mapping[str, type[Exception]] = {
    "no_such_host": CannotResolveHostError,
    "refused": DownloadConnectionRefusedError,
    "timeout": DownloadTimeoutError,
    "cancelled": DownloadCancelledError,
    "failed": DownloadFailedError,
}
# The word for a request that our own limits kept back: it is made when they allow it.
PAUSED = "paused"
# Never asked, since the portal had said `not today`, or since its name led where no portal stands.
NOT_ASKED: Mapping[str, type[Exception]] = {
    "not_today": NotToday,
    "not_today_blocked": NotTodayBlocked,
    "unsafe_address": UnsafeAddress,
    PAUSED: Paused,
}
# What Scrapy's handler raises of its own, and what it lets through (no route to the host, a connection reset).
UNANSWERED: tuple[type[Exception], ...] = (*KINDS.values(), ConnectError, ConnectionClosed)
# What is written down when it is raised by a request.
RECORDED: tuple[type[Exception], ...] = (*UNANSWERED, UnsafeAddress)


def kind_of_error(error: Exception) -> str:
    """The archive's word for one of RECORDED."""
    return next((kind for kind, raised in {**KINDS, **NOT_ASKED}.items() if isinstance(error, raised)), "failed")


def error_of(failure: Failure) -> Exception:
    """What was raised when it was recorded; a word that is not known is that of a failed connection."""
    return {**KINDS, **NOT_ASKED}.get(failure.kind, DownloadFailedError)(failure.reason)


def cut_off(body: Sized) -> ResponseDataLossError:
    """What is raised for an answer of which no more than this came, now or when it was recorded."""
    return ResponseDataLossError(f"the connection ended after {len(body)} bytes, ahead of its end")
