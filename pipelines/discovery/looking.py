"""One discovery: stage by stage, each column that is come upon judged, until one is a row for the registry."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice
from urllib.parse import urljoin

from scrapy.crawler import AsyncCrawlerProcess

from crawler.addresses import host_of
from crawler.discovery.columns import column_of, is_annual
from crawler.discovery.data import data_of
from crawler.discovery.fetching import NoPage
from crawler.discovery.leads import Lead, Stage
from crawler.discovery.links import links_of
from crawler.discovery.places import is_own
from crawler.discovery.walk import Candidate, Walk
from crawler.lines import TooDeep
from crawler.registry import Site
from nianbao.store.query_known import KnownReport
from pipelines.discovery.agreement import agreement
from pipelines.discovery.checking import Checked, as_list, check_list
from pipelines.discovery.found import Proposal, Rejected
from pipelines.discovery.stages import seeds_of
from pipelines.pool import ReaderPool

# Families that are tried on one column, the likeliest first.
FAMILIES_TRIED = 2
# No report is of this year: a crawl for it reads the list alone.
NO_YEAR = 1900
# A list of one report is only taken where it is called a column of annual reports.
FEWEST_YEARS = 2


@dataclass
class Search:
    """The search for one site's list. `known`: reports that are held, newest first; `due`: the newest report year that
    should be listed by now, for a portal of which nothing is held; `begun_at`: where that one's walk begins;
    `lacking`: columns by address that lack years which are held.
    """

    site: Site
    walk: Walk
    process: AsyncCrawlerProcess
    pool: ReaderPool
    known: Sequence[KnownReport]
    due: int
    rejected: list[Rejected] = field(default_factory=list)
    older: list[Proposal] = field(default_factory=list)
    begun_at: tuple[Lead, ...] = ()
    lacking: dict[str, Candidate] = field(default_factory=dict)

    async def run(self, stages: Sequence[Stage]) -> Proposal | None:
        """The first list that agrees with what is held; of a portal of which nothing is held the first that is up to
        date, else the one that reaches furthest.
        """
        for stage in stages:
            begin = self.begun_at or seeds_of(stage, self.walk, self.site, self.known)
            async for candidate in self.walk.explore(stage, begin):
                proposal = await self.judge(candidate)
                if proposal is not None:
                    return proposal
        return max(self.older, key=lambda one: (max(one.listed), len(one.listed)), default=None)

    async def judge(self, candidate: Candidate) -> Proposal | None:
        """A column as a row, unless something speaks against it."""
        candidate = self.with_years(candidate)
        column = candidate.column
        reasons = list(self.faults_seen(candidate))
        if not reasons and len(self.rejected) >= data_of("words")["bounds"]["candidates"]:
            reasons = [f"not crawled: {len(self.rejected)} columns were looked at before it"]
        if reasons:
            self.rejected.append(Rejected(column.url, tuple(reasons)))
            return None
        for url in addresses_of(candidate):
            for family in column.families[:FAMILIES_TRIED]:
                checked = await check_list(self.process, self.pool, as_list(self.site, url, family.family), self.newest)
                proposal, faults = await self.weighed(candidate, checked)
                if proposal is not None:
                    return proposal
                reasons += [f"read as {family.family}: {fault}" for fault in faults if url == column.url]
                # The next family only where this one could not read the list.
                if checked.is_whole:
                    break
        self.rejected.append(Rejected(column.url, tuple(reasons)))
        return None

    def with_years(self, candidate: Candidate) -> Candidate:
        """Of a column that is split by years the one that lacked the others, now that they are known; else the same."""
        known = next((url for url in candidate.years if url in self.lacking), None)
        if known is None:
            return candidate
        found = self.lacking.pop(known)
        return Candidate(found.column, (*candidate.trail[:-1], found.trail[-1]), candidate.years)

    @property
    def newest(self) -> int | None:
        """The newest year that is held."""
        return self.known[0].year if self.known else None

    def faults_seen(self, candidate: Candidate) -> Iterator[str]:
        """What speaks against a column without crawling it."""
        column, host = candidate.column, host_of(candidate.column.url)
        if not is_own(host, self.walk.stem):
            yield f"{host} is not the portal's own ({self.walk.stem}): a superior's or a neighbour's list"
        if not column.families:
            yield "no known software's marks are on it"
        pages_on = any(family.is_list for family in column.families)
        if not column.own and column.others and not pages_on:
            yield f"its {len(column.others)} reports are other organs', as {column.others[0].publisher}"
        named = candidate.years or any(is_annual(words) for words, _ in (*candidate.trail, (column.name, "")))
        is_catalogue = any(family.is_catalogue for family in column.families)
        if len(column.years) < FEWEST_YEARS and not named and not is_catalogue:
            yield f"it shows {len(column.years)} years of reports and is not called a column of them"
        if self.newest and column.years and self.newest not in column.years and not pages_on:
            yield self.stale(column.years)

    def stale(self, years: "frozenset[int] | set[int]") -> str:
        """That a list lacks the newest report that is held."""
        return f"it lists {min(years)}–{max(years)}, and the report of {self.newest} is held: an old list"

    async def weighed(self, candidate: Candidate, checked: Checked) -> tuple[Proposal | None, list[str]]:
        """A list that was crawled as a proposal, or why it is none."""
        faults = list(checked.reasons)
        if self.newest and checked.listed and self.newest not in checked.listed:
            faults = [self.stale(set(checked.listed))]
        if not faults and not is_own(host_of(checked.url), self.walk.stem):
            faults.append(f"its report is on {host_of(checked.url)}, which is not the portal's own")
        if not faults and not checked.report["publisher"]["name"]:
            faults.append("neither the report's text nor its title says whose it is")
        agreed = None
        if not faults and self.known:
            agreed, faults = agreement(self.known, checked.report, self.site)
        if faults:
            return None, faults
        return await self.proposed(candidate, checked, agreed)

    async def proposed(
        self, candidate: Candidate, checked: Checked, agreed: KnownReport | None
    ) -> tuple[Proposal | None, list[str]]:
        """The row, with the reports that stand in the other years' columns; one that is not up to date is kept back."""
        others = await self.other_years(candidate, checked)
        listed = {**others, **checked.listed}
        lacking = tuple(sorted({one.year for one in self.known} - listed.keys()))
        others_years = tuple(others[year] for year in sorted(others, reverse=True))
        # Addresses of the old layout lead nowhere any more; copies on other portals are not touched by a redesign.
        elsewhere = tuple(url for url in self.site.reports if not is_own(host_of(url), self.walk.stem))
        row = replace(
            self.site,
            list_url=checked.list_url,
            family=checked.family,
            reports=(*elsewhere, *others_years),
            first_year=self.site.first_year if self.known else min(listed),
        )
        held_at = agreed.url if agreed else ""
        proposal = Proposal(row, candidate.trail, checked.url, checked.report, listed, held_at, lacking)
        if not self.known and max(listed) < self.due:
            self.older.append(proposal)
            return None, [f"its newest report is that of {max(listed)}: kept back for one that reaches further"]
        if lacking:
            self.older.append(proposal)
            self.lacking[candidate.column.url] = candidate
            return None, [f"it lacks {', '.join(map(str, lacking))}, held: kept back for one that has them"]
        return proposal, []

    async def other_years(self, candidate: Candidate, checked: Checked) -> dict[int, str]:
        """The publisher's reports in the columns of the other years, by year; those of the list itself left out."""
        found: dict[int, str] = {}
        beside = [
            url for url in candidate.years if url != candidate.column.url and checked.list_url == candidate.column.url
        ]
        for url in islice(beside, data_of("words")["bounds"]["years"]):
            found |= await self.listed_at(url, checked.family)
        return {year: url for year, url in found.items() if year not in checked.listed and self.is_own(url)}

    async def listed_at(self, url: str, family: str) -> Mapping[int, str]:
        """The publisher's reports in one year's column: those that its page shows, else those that its family reads."""
        page = await self.walk.orders.get(url) if host_of(url) in self.walk.hosts else None
        if page is None or isinstance(page, NoPage):
            return {}
        try:
            column = column_of(page, links_of(page.text, partial(urljoin, page.url)), self.site)
        except TooDeep:
            return {}
        if column is not None and column.years:
            return {row.year: row.url for row in column.own if row.year is not None}
        return (await check_list(self.process, self.pool, as_list(self.site, url, family), NO_YEAR)).listed

    def is_own(self, url: str) -> bool:
        """Whether an address is on the portal's own hosts."""
        return is_own(host_of(url), self.walk.stem)


def addresses_of(candidate: Candidate) -> list[str]:
    """Where the list may begin: of a column that is split by years first the page that links them."""
    above = [url for _, url in candidate.trail[:-1]][-1:] if candidate.years else []
    return [*above, candidate.column.url]
