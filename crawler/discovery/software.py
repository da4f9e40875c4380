"""Which kind of portal software wrote a page, by the marks of `marks.toml`."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from crawler.discovery.data import data_of, pattern
from crawler.families import FAMILIES


@dataclass(frozen=True, slots=True)
class Recognised:
    """A family that a page's marks speak for. `seen`: what was met of each mark; `is_list`: whether one of them is a
    list's own (a pager, a call for rows); `is_catalogue`: whether the page holds the catalogue of all columns."""

    family: str
    weight: int
    seen: tuple[str, ...]
    is_list: bool
    is_catalogue: bool


def recognised(url: str, text: str, hrefs: Iterable[str]) -> list[Recognised]:
    """The families that a page's marks speak for, the likeliest first; those that are not crawled are left out."""
    linked = "\n".join(hrefs)
    places = {"url": url, "text": text, "link": linked}
    weights: defaultdict[str, int] = defaultdict(int)
    seen: defaultdict[str, list[str]] = defaultdict(list)
    lists: set[str] = set()
    catalogues: set[str] = set()
    for mark in data_of("marks")["mark"]:
        hit = pattern(f"(?m){mark['pattern']}").search(places[mark["where"]])
        if hit and mark["family"] in FAMILIES:
            weights[mark["family"]] += mark["weight"]
            seen[mark["family"]].append(" ".join(hit[0].split())[:60])
            if mark.get("lists"):
                lists.add(mark["family"])
            if mark.get("catalogue"):
                catalogues.add(mark["family"])
    order = sorted(weights, key=lambda family: (-weights[family], list(FAMILIES).index(family)))
    return [
        Recognised(family, weights[family], tuple(seen[family]), family in lists, family in catalogues)
        for family in order
    ]


def lists_of_article(url: str) -> Iterator[tuple[str, str]]:
    """The lists that an article of this address may stand in, as (family, address)."""
    for shape in data_of("marks")["list_of_article"]:
        found = pattern(shape["article"]).match(url)
        if found:
            yield shape["family"], found.expand(shape["list"])
