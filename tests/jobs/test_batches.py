"""Batches: no host in two of them, none larger than it must be, nothing lost."""

from collections import defaultdict

from hypothesis import given
from hypothesis import strategies as st

from nianbao.jobs.batches import PlannedSite, cut

HOSTS = st.frozensets(st.sampled_from([f"host{n}" for n in range(12)]), min_size=1, max_size=2)
SITES = st.lists(st.tuples(HOSTS, st.sampled_from(["look", "whole"])), max_size=30)


def planned(name: str, *hosts: str, depth: str = "look") -> PlannedSite:
    return PlannedSite(name, frozenset(hosts), depth, "", 5 if depth == "look" else None)


@given(SITES)
def test_no_host_lies_in_two_batches_and_nothing_is_lost(sites: list[tuple[frozenset[str], str]]) -> None:
    asked = [planned(f"site{n}", *hosts, depth=depth) for n, (hosts, depth) in enumerate(sites)]
    found = cut(asked, size=4)
    assert sorted(site.site for site in found) == sorted(site.site for site in asked)
    batches: defaultdict[str, set[int]] = defaultdict(set)
    depths: defaultdict[int, set[str]] = defaultdict(set)
    for site in found:
        depths[site.batch].add(site.depth)
        for host in site.hosts:
            batches[host].add(site.batch)
    assert all(len(numbers) == 1 for numbers in batches.values())
    assert all(len(found) == 1 for found in depths.values())


def test_sites_are_cut_as_they_come_and_named_in_order() -> None:
    found = cut([planned("c", "h1"), planned("a", "h2"), planned("b", "h3")], size=2)
    assert [(site.site, site.batch) for site in found] == [("a", 1), ("c", 1), ("b", 2)]


def test_one_that_is_asked_for_everything_takes_the_others_of_its_host_along() -> None:
    found = cut([planned("a", "h1"), planned("b", "h1", "h2"), planned("c", "h2", depth="whole"), planned("d", "h3")])
    assert {site.site: (site.depth, site.revisits) for site in found} == {
        "a": ("whole", None),
        "b": ("whole", None),
        "c": ("whole", None),
        "d": ("look", 5),
    }
