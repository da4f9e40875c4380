"""robots.txt as RFC 9309 has it, which Scrapy's own middleware does not: no answer means no, 4xx means yes."""

import asyncio
import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from http import HTTPStatus
from urllib.parse import quote

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest, ResponseDataLossError
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from scrapy.robotstxt import ProtegoRobotParser, RobotParser
from scrapy.utils.httpobj import urlparse_cached

from crawler.addresses import host_of
from crawler.blocks import block_facts
from crawler.failures import UNANSWERED
from crawler.live import turns_of
from crawler.refusals import Paused, Refusal, RobotsBlocked, RobotsForbid, RobotsUnreachable, UnsafeAddress
from crawler.text import decoded_text
from crawler.told import Told
from crawler.troubles import reason_of, rule_of

Rules = RobotParser | Refusal | None
# Seconds: a portal that does not hand out its rules in this time is not asked for more.
PATIENCE = 15
# Bytes that are read; RFC 9309 asks for 512,000 at least (§2.5).
LONGEST_RULES = 1024 * 1024
AGENT = re.compile(r"(?im)^([ \t]*user-agent[ \t]*:[ \t]*)([\w*-]+)[^\n]*$")
# What a download fails with where the portal does not answer.
FAILURES: tuple[type[Exception], ...] = (*UNANSWERED, ResponseDataLossError, UnsafeAddress)


class RobotsMiddleware(RobotsTxtMiddleware):
    """Asks each host for its rules once a crawl, and refuses what they forbid.

    2xx: the rules. 4xx but 429, and what an archive does not hold: no rules. 429, 5xx, a firewall's status, no answer:
    nothing may be asked of the host. A Crawl-delay is kept up to a limit.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._rules: dict[str, asyncio.Task[Rules]] = {}

    async def robot_parser(self, request: Request) -> RobotParser | None:
        """The rules of the request's host; None where it has none. Raises RobotsUnreachable, RobotsBlocked."""
        parts = urlparse_cached(request)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._rules:
            self._rules[origin] = asyncio.ensure_future(self.rules_of(origin))
        rules = await self._rules[origin]
        if isinstance(rules, Refusal):
            raise type(rules)(*rules.args)
        return rules

    def process_request_2(self, rp: RobotParser | None, request: Request) -> None:
        """Refuse what the rules forbid."""
        if rp is not None and not rp.allowed(request.url, self._robotstxt_useragent or self._default_useragent):
            raise RobotsForbid("forbidden by robots.txt")

    async def rules_of(self, origin: str) -> Rules:
        """Ask for the rules; a Refusal stands for those that say no to everything."""
        asked = Request(
            f"{origin}/robots.txt",
            priority=self.DOWNLOAD_PRIORITY,
            callback=NO_CALLBACK,
            meta={"dont_obey_robotstxt": True, "download_timeout": PATIENCE, "max_retry_times": 1},
        )
        try:
            answer = await self.crawler.engine.download_async(asked)
        except FAILURES as error:
            # What failed is told as it is of a page: where no name is found at all it is not the portal.
            return RobotsUnreachable(Told(f"robots.txt: {reason_of(error)}: nothing was asked", rule_of(error)))
        except Paused as paused:
            # No rules are no leave: they are asked for when our own limits allow it.
            return Paused(str(paused))
        except IgnoreRequest:
            # Redirects without end or to a host we do not ask (RFC 9309 §2.3.1.2), or an archive that has no answer.
            return None
        return self.read(answer, origin)

    def read(self, answer: Response, origin: str) -> Rules:
        """The rules in an answer."""
        if 200 <= answer.status < 300:
            rules = ProtegoRobotParser.from_crawler(self.crawler, rules_text(answer.body).encode("utf-8"))
            self.keep_distance(rules, origin)
            return rules
        if answer.status < 500 and answer.status != HTTPStatus.TOO_MANY_REQUESTS:
            return None
        told = f"robots.txt: the portal answered {answer.status}: nothing was asked"
        return RobotsBlocked(told) if answer.status in block_facts().statuses else RobotsUnreachable(told)

    def keep_distance(self, rules: ProtegoRobotParser, origin: str) -> None:
        """As the rules ask, by Crawl-delay and Request-rate, where a portal is asked at all."""
        delay = distance_asked(rules, self._robotstxt_useragent or self._default_useragent)
        if delay and not self.crawler.settings.getlist("REPLAY"):
            turns_of(self.crawler).slow_down(host_of(origin), delay)


def distance_asked(rules: ProtegoRobotParser, agent: str) -> float:
    """Seconds between two requests that the rules ask of us: the longer of both ways to say so; 0 where they do not."""
    rate = rules.rp.request_rate(agent)
    return max(rules.crawl_delay(agent) or 0.0, rate.seconds / rate.requests if rate and rate.requests else 0.0)


def rules_text(body: bytes) -> str:
    """The lines of a robots.txt: of its first megabyte whole ones, in whatever encoding, agents without a version.

    A rule in Chinese stands for the address in both of its spellings, after UTF-8 and after GB18030.
    """
    read = body if len(body) <= LONGEST_RULES else body[:LONGEST_RULES].rpartition(b"\n")[0]
    if read.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        text = read.decode("utf-16", "replace")
    else:
        text = decoded_text(read) or read.decode("latin-1")
    lines = "\n".join(line for raw in text.lstrip("\ufeff").splitlines() for line in both_spellings(raw))
    return AGENT.sub(r"\1\2", lines)


def both_spellings(line: str) -> Iterator[str]:
    """A line, and where it is not ASCII, the line as an old portal writes its addresses."""
    yield line
    name, colon, path = line.partition(":")
    if not path.isascii():
        kept = "/*$?=&%#:@!+,;~ "
        yield f"{name}{colon}{quote(path, safe=kept, encoding='gb18030', errors='ignore')}"
