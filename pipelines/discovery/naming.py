"""What a portal that has no row yet is called: its region, from what its home page calls itself, and its row's name."""

import re
from collections.abc import Iterator

from crawler.addresses import host_of
from crawler.discovery.fetching import Page
from crawler.discovery.places import stem_of
from crawler.lines import TooDeep, page_tree
from crawler.registry import Site, sites
from crawler.text import squeezed
from nianbao.domain.divisions import locate

SELF = "//meta[translate(@name,'SITENAME','sitename')='sitename']/@content | //title/text() | //h1//text()"
# What follows the government's name in a portal's.
BEHIND = re.compile(r"(?:门户网站?|政府网|信息网|网站|欢迎|首页|[-_|—–·,，]).*$")
BEFORE = re.compile(r"^(?:欢迎(?:访问|光临|来到)?|中国[·.-])")


def region_named(page: Page) -> str | None:
    """The region that a home page calls itself by; null where it names none, or one of several."""
    try:
        said = [squeezed(name) for name in page_tree(page.text or " ").xpath(SELF).getall()]
    except TooDeep:
        return None
    return next((code for name in said for code in codes_of(name)), None)


def codes_of(name: str) -> Iterator[str]:
    """The region of a portal's name, with what follows the government's name and without it."""
    for one in (BEHIND.sub("", BEFORE.sub("", name)), name):
        located = locate(one) if one else None
        if located is not None and located.code is not None:
            yield located.code


def new_site(url: str, region: str, publisher: str) -> Site:
    """A row for a portal, before its list is known."""
    return Site(name_of_row(host_of(url), region), region, publisher, "plain", 2008, "", list_url=url)


def name_of_row(host: str, region: str) -> str:
    """The file of the province, as the registry calls it, then the portal's own label, free in the registry."""
    stems = {site.region[:2]: name.partition("_")[0] for name, site in sites().items()}
    label = re.sub(r"[^a-z0-9]", "", stem_of(host).partition(".")[0]) or "portal"
    name = f"{stems.get(region[:2], 'province')}_{label}"
    return name if name not in sites() else f"{name}_{region}"
