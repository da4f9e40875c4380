"""A list of which one page is broken: the crawl is partial, and whatever was held is held still, in the database."""

from collections.abc import Callable, Sequence

import pytest

from proofs.retired import FAMILY_KINDS, OF_THE_ISSUE, Broken, break_page, crawl, held, judged, list_pages, portal_of
from proofs.world import World

# One site for each kind of list and each fault; `make proof-retired` goes through more, on every page.
SITES = {f"{kind}_{fault}": (kind, fault) for kind in FAMILY_KINDS for fault in OF_THE_ISSUE}


@pytest.fixture(scope="module")
def live(world: Callable[..., World]) -> World:
    """All portals, crawled whole."""
    portals = {name: portal_of(kind, number) for number, (name, (kind, _)) in enumerate(SITES.items())}
    made = world(known=list(portals), **portals)
    status, states, said = crawl(made)
    assert (status, set(states.values())) == (0, {"complete"}), said
    return made


def page_to_break(number: int, fault: str, targets: Sequence[str]) -> int:
    """Another page for each site; the index page in place of the first is no fault."""
    return max(number % len(targets), 1 if fault == "index_page" else 0)


def test_nothing_that_was_held_goes(live: World) -> None:
    before = held(live)
    assert len(before.reports) >= 2 * len(SITES)
    targets = {name: list_pages(live, name) for name in SITES}
    assert min(map(len, targets.values())) >= 3
    broken = [
        Broken(name, fault, page_to_break(number, fault, targets[name]))
        for number, (name, (_, fault)) in enumerate(SITES.items())
    ]
    for one in broken:
        break_page(live, one, targets[one.site])
    status, states, _ = crawl(live)
    assert judged(broken, before, held(live), states, status) == []


def test_what_is_judged_can_fail(live: World) -> None:
    """Against a ledger that lost a report, and states that hide a fault."""
    now = held(live)
    first, *others = sorted(now.reports)
    lost = type(now)(frozenset(others), dict.fromkeys(now.listed, "gone"), frozenset())
    broken = [Broken("trs_removed", "removed", 0)]
    said = judged(broken, now, lost, {"trs_removed": "complete"}, 0)
    assert f"{first[0]} is not held any more" in said
    assert "trs_removed: removed on page 0: complete" in said
    assert "exit status 0" in said
    assert sum("is gone" in line for line in said) == len(now.listed)
