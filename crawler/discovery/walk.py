"""A bounded walk through a portal, best link first, one page after the other."""

import heapq
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import count
from urllib.parse import urljoin, urlsplit

from crawler.addresses import host_of, same_page
from crawler.discovery.columns import Column, column_of, name_of
from crawler.discovery.data import data_of, pattern
from crawler.discovery.fetching import NoPage, Orders, Page
from crawler.discovery.leads import Lead, Stage, leads_from
from crawler.discovery.links import By, links_of
from crawler.discovery.places import OpenHosts, is_own
from crawler.lines import TooDeep
from crawler.pages import HOME_PAGES
from crawler.registry import Site

# Less than this, and that a host is not asked is no news.
NOTEWORTHY = 30


@dataclass(frozen=True, slots=True)
class Step:
    """A page that was looked at: what led there, and what was seen."""

    stage: Stage
    url: str
    words: str
    by: By
    seen: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A column that may be the one; `trail`: the way to it, as (words, address); `years`: addresses of the years of a
    column that is split by them, this one among them.
    """

    column: Column
    trail: tuple[tuple[str, str], ...]
    years: tuple[str, ...]


@dataclass
class Walk:
    """The walk for one site. `site`: whose reports are looked for; `stem`: of its hosts; `given`: pages that have come
    already; `steps`: pages in the order in which they came; `homes`: home pages by host; `stopped`: the bound that was
    reached; `size`: bytes that came; `refused`: addresses that looked right and were not asked for, with the reason.
    """

    site: Site
    stem: str
    hosts: OpenHosts
    orders: Orders
    given: Mapping[str, Page] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)
    homes: dict[str, Page] = field(default_factory=dict)
    stopped: str = ""
    size: int = 0
    _seen: set[str] = field(default_factory=set)
    _heaps: defaultdict[Stage, list[tuple[float, int, Lead]]] = field(default_factory=lambda: defaultdict(list))
    _order: "count[int]" = field(default_factory=count)
    _begun: float = field(default_factory=time.monotonic)

    async def explore(self, stage: Stage, seeds: Iterable[Lead] = ()) -> AsyncIterator[Candidate]:
        """The columns that a stage comes upon, as it does. Ends when nothing is left, or a bound is reached."""
        for seed in seeds:
            self.push(stage, seed)
        left: int = data_of("words")["bounds"]["pages_a_stage"][stage.value]
        heap = self._heaps[stage]
        while heap and left > 0 and not self.is_spent():
            lead = heapq.heappop(heap)[2]
            if not self.may_ask(lead):
                continue
            left -= 1
            page = await self.look_at(stage, lead)
            candidate = self.read(stage, lead, page) if page else None
            if candidate:
                yield candidate
        if stage is not Stage.HOME:
            self._heaps[Stage.HOME] = list(heapq.merge(self._heaps[Stage.HOME], heap))
            heap.clear()

    def push(self, stage: Stage, lead: Lead) -> None:
        """Enter an address to look at."""
        heapq.heappush(self._heaps[stage], (-lead.points, next(self._order), lead))

    def is_spent(self) -> bool:
        """Whether a bound of the whole discovery is reached; says which."""
        bounds = data_of("words")["bounds"]
        spent = {
            "pages": len(self.steps) >= bounds["pages"],
            "bytes": self.size >= bounds["bytes"],
            "seconds": time.monotonic() - self._begun >= bounds["seconds"],
        }
        self.stopped = next((f"{what}: {bounds[what]}" for what, is_over in spent.items() if is_over), self.stopped)
        return bool(self.stopped)

    def may_ask(self, lead: Lead) -> bool:
        """Whether an address is new, near enough, and on a host that may be asked."""
        document = same_page(lead.url)
        if document in self._seen or lead.depth > data_of("words")["bounds"]["depth"]:
            return False
        host = host_of(lead.url)
        if host not in self.hosts:
            if lead.points >= NOTEWORTHY:
                self.refused.setdefault(lead.url, f"{host} is not asked: {self.hosts.fault_of(host)}")
            return False
        self._seen.add(document)
        return True

    async def look_at(self, stage: Stage, lead: Lead) -> Page | None:
        """The page of a lead; that it did not come is a step too."""
        page = self.given.get(lead.url) or await self.orders.get(lead.url)
        if isinstance(page, NoPage):
            self.steps.append(Step(stage, lead.url, lead.words, lead.by, page.reason))
            return None
        self.size += page.size
        self._seen.add(same_page(page.url))
        return page

    def read(self, stage: Stage, lead: Lead, page: Page) -> Candidate | None:
        """Take a page's links, and what it shows of reports."""
        try:
            links = links_of(page.text, partial(urljoin, page.url))
            column = column_of(page, links, self.site)
            name = name_of(page)
        except TooDeep as refused:
            self.steps.append(Step(stage, page.url, lead.words, lead.by, str(refused)))
            return None
        is_home = lead.is_entrance or self.is_home(page.url)
        if is_home:
            self.homes[host_of(page.url)] = page
            self.hosts.open_linked(link.url for link in links)
        elif is_own(host_of(page.url), self.stem):
            # Hosts below the portal's own name are its own, wherever it links them.
            self.hosts.open_linked(link.url for link in links if is_own(host_of(link.url), self.stem))
        for found in leads_from(lead, page.url, name, links, self.stem):
            sent = is_home and not found.words and found.by is not By.LINK
            self.push(self.stage_of(stage, found, is_home), replace(found, is_entrance=sent))
        self.steps.append(Step(stage, page.url, lead.words, lead.by, told_of(column, name)))
        # A home page, a site map or what a search found names reports too, and is no list of them.
        is_start = is_home or (lead.depth == 0 and stage in (Stage.SITE_MAP, Stage.SEARCH, Stage.HOME))
        return None if column is None or is_start else Candidate(column, trail_of(lead, page.url), lead.years)

    def stage_of(self, stage: Stage, found: Lead, is_home: bool) -> Stage:
        """When a link is followed: those of the home page wait for its stage, but for the site map's."""
        if not is_home or stage is Stage.HOME:
            return stage
        is_map = pattern(data_of("words")["places"]["site_map"]).search(found.words)
        return Stage.SITE_MAP if is_map and stage is Stage.SITE_MAP else Stage.HOME

    def is_home(self, url: str) -> bool:
        """Whether an address is that of a home page of the portal."""
        return urlsplit(url).path in HOME_PAGES and not urlsplit(url).query and is_own(host_of(url), self.stem)


def trail_of(lead: Lead, url: str) -> tuple[tuple[str, str], ...]:
    """The way to a page, the page included."""
    return (*lead.trail, (lead.words or lead.by.value, url))


def told_of(column: Column | None, name: str) -> str:
    """What was seen, in one line."""
    if column is None:
        return name or "nothing that it calls itself"
    years = f"{min(column.years)}–{max(column.years)}" if column.years else "no year"
    families = ", ".join(f"{family.family} ({'; '.join(family.seen)})" for family in column.families[:2])
    told = f"{column.name}: {len(column.own)} own reports ({years}), {len(column.others)} of other organs"
    return f"{told}; {families}" if families else told


def seeds(urls: Sequence[str], words: str) -> list[Lead]:
    """Addresses to begin at, in their order."""
    return [Lead(url, words, By.LINK, 1000.0 - place) for place, url in enumerate(urls)]
