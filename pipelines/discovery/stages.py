"""Where a list that has moved is looked for: old list, the row's others, site map, search, neighbours, home page."""

from collections.abc import Iterator, Sequence
from itertools import islice
from urllib.parse import urljoin, urlsplit

from crawler.addresses import host_of
from crawler.discovery.data import data_of
from crawler.discovery.forms import searches
from crawler.discovery.leads import Lead, Stage
from crawler.discovery.places import homes_of, is_own
from crawler.discovery.software import lists_of_article
from crawler.discovery.walk import Walk, seeds
from crawler.lines import TooDeep
from crawler.registry import Site
from nianbao.store.query_known import KnownReport

# Of the reports that are held, so many of the newest are asked for their breadcrumbs.
NEIGHBOURS = 2


def seeds_of(stage: Stage, walk: Walk, site: Site, known: Sequence[KnownReport]) -> list[Lead]:
    """What a stage begins with."""
    match stage:
        case Stage.OLD_LIST:
            return seeds([site.list_url] if site.list_url else [], "the row's list")
        case Stage.ROW:
            return seeds(list(islice(addresses_above(site, known), 6)), "an address above the row's")
        case Stage.SITE_MAP:
            return [*seeds(homes(site), "the home page"), *seeds(site_maps(site), "a usual site map")]
        case Stage.SEARCH:
            return seeds(list(islice(searched(walk), 3)), f"search for {data_of('words')['places']['sought']}")
        case Stage.NEIGHBOURS:
            held = [one.url for one in known[:NEIGHBOURS]] or list(site.reports[:NEIGHBOURS])
            return seeds(held, "a report that is held")
        case Stage.HOME:
            return seeds(homes(site), "the home page")


def addresses_above(site: Site, known: Sequence[KnownReport]) -> Iterator[str]:
    """Lists that the row's addresses speak of: those of its reports, then the folders above them and above its list."""
    reports = (*site.reports, *(one.url for one in known[:NEIGHBOURS]))
    found = [url for report in reports for _, url in lists_of_article(report)]
    found += [url for address in (site.list_url, *reports) if address for url in folders_above(address)]
    yield from (url for url in dict.fromkeys(found) if url != site.list_url)


def folders_above(url: str) -> Iterator[str]:
    """The folders above an address, the nearest first, without the root."""
    parts = urlsplit(url)
    folders = [folder for folder in parts.path.split("/")[:-1] if folder]
    for depth in range(len(folders), 0, -1):
        yield f"{parts.scheme}://{parts.netloc}/{'/'.join(folders[:depth])}/"


def homes(site: Site) -> list[str]:
    """The home pages that the portal may have."""
    first = site.addresses[0]
    return [f"{urlsplit(first).scheme}://{host}/" for host in homes_of(host_of(first))]


def site_maps(site: Site) -> list[str]:
    """Where the portal's site map may stand."""
    return [urljoin(home, path) for home in homes(site)[:2] for path in data_of("words")["places"]["site_maps"]]


def searched(walk: Walk) -> Iterator[str]:
    """The searches of the home pages that came, those on the portal's own hosts."""
    for page in walk.homes.values():
        try:
            found = list(searches(page.text, page.url, data_of("words")["places"]["sought"]))
        except TooDeep:
            continue
        yield from (url for url in found if is_own(host_of(url), walk.stem))
