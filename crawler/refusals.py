"""Why a request was not answered although no connection failed; each knows the trouble it is entered as.

All are kinds of IgnoreRequest: asking again cannot help, so the retry middleware lets them pass to the errback.
"""

from typing import ClassVar

from scrapy.exceptions import IgnoreRequest

from crawler.ledger import Trouble


class Refusal(IgnoreRequest):
    """A request that got no answer for a reason of its own; raised by handler and middlewares as one of its kinds.

    `rule`: what was recognised, where the reason does not say it (`crawler.told`).
    """

    trouble: ClassVar[Trouble]
    rule: ClassVar[str] = ""


class NotInArchive(Refusal):
    """The archives that are replayed hold no answer to a request; raised by the replay handler."""

    trouble = Trouble.NOT_IN_ARCHIVE


class ForeignHost(Refusal):
    """A host that no address of the registry row is on; raised before anything connects to it."""

    trouble = Trouble.FOREIGN_HOST
    rule = "foreign host"


class StrangeAddress(Refusal):
    """An address as no portal writes it (odd digits, words ahead of the host, another port); not asked."""

    trouble = Trouble.FOREIGN_HOST
    rule = "strange address"


class UnsafeAddress(Refusal):
    """The host's name led to an address that is not public; raised by the door ahead of the socket."""

    trouble = Trouble.UNREACHABLE
    rule = "unsafe address"


class TooLarge(Refusal):
    """A body unpacks to more than is taken, or out of all proportion; raised by what unpacks."""

    trouble = Trouble.NOT_READ
    rule = "too large"


class NotUnpacked(Refusal):
    """A body is not what its Content-Encoding says; raised by what unpacks."""

    trouble = Trouble.NOT_READ
    rule = "not unpacked"


class Blocked(Refusal):
    """A firewall's page in the portal's stead; raised by the block page middleware."""

    trouble = Trouble.BLOCKED


class NoSuchPage(Refusal):
    """A page that says, with status 200, that there is no such page; raised by the block page middleware."""

    trouble = Trouble.GONE


class ClosedForNow(Refusal):
    """A page that says, with status 200, that the portal is closed for a while; raised by the block page middleware."""

    trouble = Trouble.UNREACHABLE


class RobotsForbid(Refusal):
    """The portal's robots.txt forbids the address; raised by the robots middleware."""

    trouble = Trouble.ROBOTS
    rule = "robots.txt"


class RobotsUnreachable(Refusal):
    """The portal did not hand out its robots.txt, so that nothing may be asked (RFC 9309 §2.3.1.4)."""

    trouble = Trouble.UNREACHABLE
    rule = "robots.txt"


class RobotsBlocked(Refusal):
    """A firewall answered for robots.txt; raised by the robots middleware."""

    trouble = Trouble.BLOCKED
    rule = "robots.txt"


class NotToday(Refusal):
    """The portal asked, with a 503, not to be asked for longer than a crawl waits; raised ahead of any connection."""

    trouble = Trouble.UNREACHABLE
    rule = "not today"


class NotTodayBlocked(Refusal):
    """The same, with a 429: a brake."""

    trouble = Trouble.BLOCKED
    rule = "not today"


class Paused(Refusal):
    """The host's hours are over, or its day's requests used up, by our own rules; raised ahead of any connection."""

    trouble = Trouble.PAUSED


class ArchiveUnwritable(Refusal):
    """An answer could not be written down (disk full, folder gone); raised by the recorder, then for all else."""

    trouble = Trouble.ARCHIVE
