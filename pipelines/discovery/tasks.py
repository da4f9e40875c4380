"""What a discovery is made of: a home page whose portal has no row, or a row whose list has moved."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from urllib.parse import urljoin

from crawler import clock
from crawler.addresses import host_of
from crawler.discovery.fetching import NoPage, Page
from crawler.discovery.leads import Stage
from crawler.discovery.links import By, links_of
from crawler.discovery.places import homes_of, stem_of
from crawler.discovery.walk import Walk, seeds
from crawler.registry import Site
from nianbao.domain.divisions import regions
from nianbao.domain.publishers import canonical_name
from nianbao.store.query_known import KnownReport
from pipelines.discovery.agreement import own_reports
from pipelines.discovery.found import Discovery, Rejected
from pipelines.discovery.looking import Search
from pipelines.discovery.naming import new_site, region_named
from pipelines.discovery.run import Asking, Task

# Pages that a home page may send on to, one after the other.
ENTRANCES = 3
# From this month on last year's report should be listed (条例 art. 49: by the end of January).
EXPECTED_FROM = 4


def healing(site: Site, known: Sequence[KnownReport]) -> Task:
    """The list of a registry row, looked for where it may have gone."""
    host = host_of(site.addresses[0])
    own = own_reports(known, site)

    async def look(asking: Asking) -> Discovery:
        walk = Walk(site, stem_of(host), asking.hosts, asking.orders)
        if host not in asking.hosts:
            return Discovery(site.name, fault=f"{host} is not asked: {asking.hosts.fault_of(host)}")
        return await searched(site.name, Search(site, walk, asking.process, asking.pool, own, 0), list(Stage))

    return Task(site.name, tuple(dict.fromkeys((*sorted(site.hosts), *homes_of(host)))), stem_of(host), site, look)


def meeting(url: str, region: str | None) -> Task:
    """The portal of a home page; its region is told by the page where none is given."""
    host = host_of(url)

    async def look(asking: Asking) -> Discovery:
        if host not in asking.hosts:
            return Discovery(url, fault=f"{host} is not asked: {asking.hosts.fault_of(host)}")
        pages = await entrance(url, asking)
        code = region or next((code for page in pages if (code := region_named(page))), None)
        if not pages or code is None:
            fault = "it does not say whose portal it is: give --region" if pages else asking.orders.last_fault
            return Discovery(url, fault=f"{url}: {fault}")
        return await met(url, code, pages, asking)

    return Task(host, tuple(homes_of(host)), stem_of(host), None, look)


async def entrance(url: str, asking: Asking) -> list[Page]:
    """The home page, and those that it only sends on to, or frames."""
    pages: list[Page] = []
    while url and len(pages) < ENTRANCES:
        page = await asking.orders.get(url)
        if isinstance(page, NoPage):
            break
        pages.append(page)
        links = [] if region_named(page) else links_of(page.text, partial(urljoin, page.url))
        sent = (one.url for one in links if not one.words and one.by is not By.LINK)
        url = next((one for one in sent if host_of(one) in asking.hosts), "")
    return pages


async def met(url: str, code: str, pages: Sequence[Page], asking: Asking) -> Discovery:
    """A portal whose region is known."""
    publisher = canonical_name(regions()[code].name, code)
    site = new_site(url, code, publisher)
    walk = Walk(site, stem_of(host_of(url)), asking.hosts, asking.orders, given={page.asked: page for page in pages})
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
