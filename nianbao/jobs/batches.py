"""Sites of a plan are cut into batches: one process each, no host in two of them, all of one depth."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

# Sites a process: starting Scrapy takes 1.7 s, a crawl in a running reactor 40 ms.
BATCH = 50


@dataclass(frozen=True, slots=True)
class PlannedSite:
    """A site that is to be crawled: `depth` (`whole`, `look` or `selection`), why, and on which hosts it lies."""

    site: str
    hosts: frozenset[str]
    depth: str
    why: str
    revisits: int | None = None
    batch: int = 0


def cut(sites: Iterable[PlannedSite], size: int = BATCH) -> tuple[PlannedSite, ...]:
    """The same sites, each with the number of its batch, from 1.

    Sites that share a host, be it by way of others, stay together, and all are crawled whole where one of them is: so a
    batch is larger than `size` only where so many share one.
    """
    batches: list[tuple[str, list[PlannedSite]]] = []
    open_batch: dict[str, list[PlannedSite]] = {}
    for group in alike(sharing_hosts(sites)):
        depth = group[0].depth
        batch = open_batch.get(depth)
        if batch is None or len(batch) + len(group) > size:
            batch = open_batch[depth] = []
            batches.append((depth, batch))
        batch.extend(group)
    return tuple(
        replace(site, batch=number) for number, (_, batch) in enumerate(batches, 1) for site in sorted_by_name(batch)
    )


def sharing_hosts(sites: Iterable[PlannedSite]) -> Sequence[list[PlannedSite]]:
    """Sites in groups, of which no two share a host."""
    group_of: dict[str, list[PlannedSite]] = {}
    for site in sites:
        merged = [site]
        for other in {id(group_of[host]): group_of[host] for host in site.hosts if host in group_of}.values():
            merged += other
        group_of |= {host: merged for one in merged for host in one.hosts}
    return list({id(group): group for group in group_of.values()}.values())


def alike(groups: Iterable[list[PlannedSite]]) -> Iterable[list[PlannedSite]]:
    """Groups in which all sites are asked for as much as the one that is asked for most."""
    for group in groups:
        whole = next((site for site in group if site.depth == "whole"), None)
        if whole is None:
            yield group
        else:
            yield [replace(site, depth="whole", revisits=None) for site in group]


def sorted_by_name(batch: Iterable[PlannedSite]) -> list[PlannedSite]:
    """In the order in which they are named to the crawl: a crawl that was killed is known again by it."""
    return sorted(batch, key=lambda site: site.site)


def as_rows(sites: Iterable[PlannedSite]) -> list[Mapping[str, object]]:
    """As they go into the database."""
    names = ("site", "depth", "why", "revisits", "batch")
    return [{name: getattr(site, name) for name in names} for site in sites]
