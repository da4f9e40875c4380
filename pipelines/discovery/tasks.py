"""What a discovery is made of: a home page whose portal has no row, or a row whose list has moved."""

from collections.abc import Sequence
from datetime import date

from crawler import clock
from crawler.addresses import host_of
from crawler.discovery.fetching import NoPage, Page
from crawler.discovery.leads import Stage
from crawler.discovery.links import By
from crawler.discovery.places import homes_of, stem_of
from crawler.discovery.walk import Step, Walk, seeds
from crawler.registry import Site
from nianbao.domain.divisions import regions
from nianbao.domain.publishers import canonical_name
from nianbao.store.query_known import KnownReport
from pipelines.discovery.agreement import own_reports
from pipelines.discovery.found import Discovery, Rejected
from pipelines.discovery.looking import Search
from pipelines.discovery.naming import new_site, region_named
from pipelines.discovery.run import Asking, Task

# From this month on last year's report should be listed (条例 art. 49: by the end of January).
EXPECTED_FROM = 4


def healing(site: Site, known: Sequence[KnownReport]) -> Task:
    """The list of a registry row, looked for where it may have gone."""
    host = host_of(site.addresses[0])
    own = own_reports(known, site)

    async def look(asking: Asking) -> Discovery:
        walk = Walk(site, stem_of(host), asking.hosts, asking.orders)
        if host not in asking.hosts:
            return Discovery(site.name, fault=f"{host} is not asked: {asking.hosts.refused[host]}")
        return await searched(site.name, Search(site, walk, asking.process, asking.pool, own, 0), list(Stage))

    return Task(site.name, tuple(dict.fromkeys((*sorted(site.hosts), *homes_of(host)))), stem_of(host), site, look)


def meeting(url: str, region: str | None) -> Task:
    """The portal of a home page; its region is told by the page where none is given."""
    host = host_of(url)

    async def look(asking: Asking) -> Discovery:
        if host not in asking.hosts:
            return Discovery(url, fault=f"{host} is not asked: {asking.hosts.refused[host]}")
        page = await asking.orders.get(url)
        if isinstance(page, NoPage):
            return Discovery(url, fault=f"{url}: {page.reason}")
        code = region or region_named(page)
        if code is None:
            told = "the page does not say whose portal it is"
            return Discovery(url, (Step(Stage.HOME, url, "", By.LINK, told),), fault=f"{url}: {told}: give --region")
        return await met(url, code, page, asking)

    return Task(host, tuple(homes_of(host)), stem_of(host), None, look)


async def met(url: str, code: str, page: Page, asking: Asking) -> Discovery:
    """A portal whose region is known."""
    publisher = canonical_name(regions()[code].name, code)
    site = new_site(url, code, publisher)
    walk = Walk(site, stem_of(host_of(url)), asking.hosts, asking.orders, given={url: page})
    due, begin = due_year(clock.now().date()), tuple(seeds([url], "the home page"))
    search = Search(site, walk, asking.process, asking.pool, (), due, begun_at=begin)
    return await searched(url, search, [Stage.HOME])


async def searched(asked_for: str, search: Search, stages: Sequence[Stage]) -> Discovery:
    """A search to its end."""
    proposal = await search.run(stages)
    walk = search.walk
    refused = tuple(Rejected(url, (reason,)) for url, reason in walk.refused.items())
    return Discovery(asked_for, tuple(walk.steps), (*search.rejected, *refused), proposal, stopped=walk.stopped)


def due_year(today: date) -> int:
    """The newest report year that a list should hold by now."""
    return today.year - (1 if today.month >= EXPECTED_FROM else 2)
