"""What a failed request says about the portal."""

from collections.abc import Mapping

from scrapy import Request
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    NotSupported,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from crawler.failures import RECORDED, kind_of_error
from crawler.ledger import Trouble
from crawler.refusals import Refusal
from crawler.told import rule_in
from nianbao.archive.errors import Damaged, Missing

# A script challenge (412, 521), a refusal (403) and a brake (429) all say that the page is there, but not for us.
BLOCKING = frozenset({403, 412, 429, 521})
REMOVED = frozenset({404, 410})


# What Scrapy and the archive raise, and what it says.
RAISED: Mapping[Trouble, tuple[type[BaseException], ...]] = {
    Trouble.FOREIGN_HOST: (UnsupportedURLSchemeError, NotSupported),
    Trouble.UNREACHABLE: (
        CannotResolveHostError,
        DownloadConnectionRefusedError,
        DownloadTimeoutError,
        DownloadFailedError,
        ResponseDataLossError,
    ),
    Trouble.NOT_READ: (DownloadCancelledError,),
    Trouble.ARCHIVE: (Damaged, Missing),
}
# What Scrapy refuses without a kind of its own is known by its words.
REFUSED: Mapping[str, Trouble] = {"offsite": Trouble.FOREIGN_HOST, "redirections": Trouble.SENT_AWAY}


def failed_request(failure: Failure) -> Request:
    """The request that an errback was called for."""
    request: Request = failure.request  # type: ignore[attr-defined]  # Scrapy sets it on what it hands an errback
    return request


def trouble_of(error: BaseException | None) -> Trouble:
    """The kind of trouble behind a request that failed."""
    match error:
        case Refusal():
            return error.trouble
        case HttpError():
            return trouble_of_status(error.response.status)
        case IgnoreRequest():
            return next((trouble for word, trouble in REFUSED.items() if word in str(error)), Trouble.ERROR)
        case _:
            kinds = (trouble for trouble, raised in RAISED.items() if isinstance(error, raised))
            return next(kinds, Trouble.ERROR)


def trouble_of_status(status: int) -> Trouble:
    """The kind of trouble behind an HTTP status that is not a success."""
    if status in BLOCKING:
        return Trouble.BLOCKED
    if status in REMOVED:
        return Trouble.GONE
    return Trouble.UNREACHABLE if status >= 500 else Trouble.WRONG_PAGE


def rule_of(error: BaseException | None) -> str:
    """What is recognised in a failed request: a status, a kind of page, a kind of failure; empty: nothing."""
    match error:
        case Refusal():
            return next(filter(None, map(rule_in, error.args)), error.rule)
        case HttpError():
            return f"status {error.response.status}"
        case ResponseDataLossError():
            return "cut off"
        case _ if isinstance(error, RECORDED):
            return kind_of_error(error)
        case _:
            return ""


def reason_of(error: BaseException | None) -> str:
    """The trouble in one line."""
    if isinstance(error, HttpError):
        return f"the portal answered {error.response.status}"
    if isinstance(error, DownloadCancelledError) and not str(error):
        return "more came than is taken of one answer: broken off"
    return " ".join(str(error).split()) or type(error).__name__
