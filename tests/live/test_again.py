"""A portal crawled again: what still stands is confirmed and kept once, what changed is a new edition."""

import json
from collections.abc import Callable
from typing import Any

from proofs.world import captures_in, captures_on_record, exchanges
from simulator.changes import variants
from simulator.families import Trs
from simulator.portal import Portal


def portal_at(host: str, *switches: Any) -> Portal:
    portal = Portal(Trs(), host=host, years=range(2025, 2026), rows=4, twins=0)
    for switch in switches:
        portal.on("*", switch)
    return portal


def states_of(done: Any) -> list[str]:
    return [site["state"] for site in json.loads(done.stdout)["sites"]]


def test_what_stands_is_confirmed_and_what_changed_is_a_new_edition(
    world: Callable[..., Any], warcio_check: Callable[..., int]
) -> None:
    live = world(
        told=portal_at("www.told.test", variants.validators()),
        same=portal_at("www.same.test"),
        counted=portal_at("www.counted.test", variants.view_counter(), variants.packed("gzip")),
    )
    names = [f"shili_{name}" for name in live.portals]
    first = live.nianbao("crawl", *names, PROOF_PACE="0.05")
    assert states_of(first) == ["complete"] * 3, first.stderr
    before = live.contents()
    asked = len(live.simulator.log.requests)

    second = live.nianbao("crawl", *names, PROOF_PACE="0.05")
    assert states_of(second) == ["complete"] * 3, second.stderr
    _, archive = live.archives
    kinds = {(one.url.split("/")[2], one.kind, one.status) for one in exchanges(archive)}
    articles = {("www.counted.test", "response", 200)}
    assert kinds == {
        ("www.told.test", "revisit", 304),
        ("www.same.test", "revisit", 200),
        ("www.counted.test", "revisit", 200),
        *articles,
    }
    assert warcio_check(archive) == 0
    after = live.contents()
    assert [after[table] for table in ("document", "edition", "reading", "figure", "listing")] == [
        before[table] for table in ("document", "edition", "reading", "figure", "listing")
    ]
    assert len(after["capture"]) == 2 * len(before["capture"])
    assert captures_on_record(live.engine) == captures_in(live.archives)
    assert len(live.simulator.log.requests) == 2 * asked

    for portal in live.portals.values():
        portal.edit_cell(2025, "t3.granted.total", "4711")
    third = live.nianbao("crawl", *names, PROOF_PACE="0.05")
    assert states_of(third) == ["complete"] * 3, third.stderr
    changed = live.contents()
    assert len(changed["edition"]) == len(before["edition"]) + 3
    new = set(changed["figure"]) - set(before["figure"])
    assert len(new) == 3
    assert all("'t3.granted.total', Decimal('4711')" in line for line in new)
    replayed = world()
    again = replayed.nianbao(
        "crawl",
        *names,
        *(word for archive in live.archives for word in ("--replay", str(archive))),
        PROOF_SITES=live.env["PROOF_SITES"],
    )
    # The first answers of all: what stood on the day of the first crawl.
    assert replayed.contents()["figure"] == before["figure"], again.stderr
