"""What time it is: moments enter the crawler here alone."""

import time
from datetime import UTC, datetime, timedelta

# A clock that is further out is not gone by; those of two machines differ by seconds.
TOLERANCE = timedelta(minutes=10)
# It counts on while a machine sleeps, where the system has such a clock.
STEADY = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)


def now() -> datetime:
    """The present moment, in UTC."""
    return datetime.now(UTC)


class Steady:
    """Holds the clock against one that nobody sets, from now on."""

    def __init__(self) -> None:
        self._began = now()
        self._steady = time.clock_gettime(STEADY)

    def jump(self, at: datetime) -> timedelta:
        """How far the present moment `at` lies from where it should: positive where the clock was set forward."""
        passed = timedelta(seconds=time.clock_gettime(STEADY) - self._steady)
        return timedelta(seconds=round((at - self._began - passed).total_seconds()))
