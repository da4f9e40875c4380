"""When a job is tried again: what was ours after a while, longer each time; what was handed back at once."""

import logging

from procrastinate import BaseRetryStrategy, RetryDecision
from procrastinate.jobs import Job

log = logging.getLogger(__name__)
# Seconds to wait after the first, second, … failure of our own.
BACK_OFF: tuple[int, ...] = (60, 300, 1200, 3600)
# So often a process is started for a site before it is given up.
MOST_ATTEMPTS = 6


class TryAgain(Exception):
    """A job has something left to do, in so many seconds; the message says what."""

    def __init__(self, told: str, seconds: float) -> None:
        super().__init__(told)
        self.seconds = seconds


class OfOurs(BaseRetryStrategy):
    """Jobs are tried again when they say so, and where the database or the machine failed under them."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        """When, or None: never."""
        if isinstance(exception, TryAgain):
            return RetryDecision(retry_in={"seconds": round(exception.seconds)})
        if not isinstance(exception, Exception):
            # Cancelled, by a person.
            return None
        log.error("job %s (%s) failed: %s: %s", job.id, job.call_string, type(exception).__name__, exception)
        if job.attempts < MOST_ATTEMPTS:
            return RetryDecision(retry_in={"seconds": back_off(job.attempts + 1)})
        return None


def back_off(attempts: int) -> int:
    """Seconds to wait after so many failures."""
    return BACK_OFF[min(max(attempts, 1), len(BACK_OFF)) - 1]
