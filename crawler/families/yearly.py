"""Addresses of Hanweb's xxgk module, which has a report by organ and year: read from a page, made for each year."""

import html
import re
from collections.abc import Callable, Iterator
from urllib.parse import urljoin

from crawler.families.comments import shown
from crawler.families.facts import ListFacts
from crawler.families.lists import END_OF_PAGE
from crawler.families.pager import PagerUnread
from crawler.lines import page_tree
from crawler.text import squeezed


def is_yearly(url: str, facts: ListFacts) -> bool:
    """Whether an address is that of an organ's report of some year."""
    return re.fullmatch(facts.more["by_year"], url) is not None and re.search(facts.more["area"], url) is not None


def for_year(url: str, year: int, facts: ListFacts) -> str:
    """The same organ's report of a year; what else the address holds stays as it is."""
    asked = re.search(facts.more["asked_year"], url)
    if asked:
        return f"{url[: asked.start(1)]}{year}{url[asked.end(1) :]}"
    kept = "&".join(part for part in url.partition("?")[2].split("&") if not part.startswith("fbtime="))
    return f"{url.partition('?')[0]}?{kept}&fbtime={year}"


def yearly_address(text: str, url: str, is_ours: Callable[[str], bool], facts: ListFacts) -> str | None:
    """The address of the site's organ that a page leads to or calls; None for a page that knows no such module.

    Raises PagerUnread where it knows several organs and names none as the site's, TooDeep.
    """
    page = shown(text)
    called = [html.unescape(found) for found in re.findall(facts.more["by_year"], page)]
    if not called:
        return None
    areas = {found["area"]: urljoin(url, call) for call in called if (found := re.search(facts.more["area"], call))}
    scripted = re.search(facts.more["scripted_area"], page)
    if not areas and scripted:
        return f"{urljoin(url, called[0]).partition('?')[0]}?area={scripted['area']}"
    own = areas if len(areas) == 1 else dict(named_areas(page, url, is_ours, facts))
    if len(own) != 1:
        told = f"the page leads to the reports of {len(areas)} organs, {len(own)} of them named as the site's"
        raise PagerUnread(f"{told}: no year was asked")
    return own.popitem()[1]


def named_areas(text: str, url: str, is_ours: Callable[[str], bool], facts: ListFacts) -> Iterator[tuple[str, str]]:
    """The organs whose link is the site's name: (area, address). Raises TooDeep."""
    for link in page_tree(text).xpath("//a[@href]"):
        found = re.search(facts.more["area"], link.attrib["href"])
        named = squeezed(link.xpath("string()").get() or "")
        if found and named and is_ours(named) and re.search(facts.more["by_year"], link.attrib["href"]):
            yield found["area"], urljoin(url, link.attrib["href"])


def says_nothing_for(text: str, facts: ListFacts) -> int | None:
    """The year for which a whole page says that there is no report; None for a page that does not say so."""
    page = shown(text)
    if END_OF_PAGE not in page.lower() or not re.search(facts.more["nothing"], page):
        return None
    years = {int(year) for pattern in facts.patterns("spoken_of") for year in pattern.findall(page)}
    return years.pop() if len(years) == 1 else None
