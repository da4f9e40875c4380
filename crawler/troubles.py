"""What a failed request says about the portal."""

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

from crawler.ledger import Trouble
from crawler.refusals import Refusal
from nianbao.archive.errors import Damaged, Missing

# A script challenge (412, 521), a refusal (403) and a brake (429) all say that the page is there, but not for us.
BLOCKING = frozenset({403, 412, 429, 521})
REMOVED = frozenset({404, 410})


def trouble_of(error: BaseException | None) -> Trouble:
    """The kind of trouble behind a request that failed."""
    match error:
        case Refusal():
            return error.trouble
        case HttpError():
            return trouble_of_status(error.response.status)
        case UnsupportedURLSchemeError() | NotSupported():
            return Trouble.FOREIGN_HOST
        case IgnoreRequest() if "offsite" in str(error):
            return Trouble.FOREIGN_HOST
        case IgnoreRequest() if "redirections" in str(error):
            return Trouble.SENT_AWAY
        case CannotResolveHostError() | DownloadConnectionRefusedError() | DownloadTimeoutError():
            return Trouble.UNREACHABLE
        case DownloadFailedError() | ResponseDataLossError():
            return Trouble.UNREACHABLE
        case DownloadCancelledError():
            return Trouble.NOT_READ
        case Damaged() | Missing():
            return Trouble.ARCHIVE
        case _:
            return Trouble.ERROR


def trouble_of_status(status: int) -> Trouble:
    """The kind of trouble behind an HTTP status that is not a success."""
    if status in BLOCKING:
        return Trouble.BLOCKED
    if status in REMOVED:
        return Trouble.GONE
    return Trouble.UNREACHABLE if status >= 500 else Trouble.WRONG_PAGE


def reason_of(error: BaseException | None) -> str:
    """The trouble in one line."""
    if isinstance(error, HttpError):
        return f"the portal answered {error.response.status}"
    return " ".join(str(error).split()) or type(error).__name__
