"""What a discovery came to, held against what the portal itself knows."""

from collections.abc import Mapping
from typing import Any

from proofs.discovery.survivors import old_parts, survivors
from proofs.world import World
from simulator.redesigns.portal import Redesign


def scored(redesign: Redesign, told: Mapping[str, Any], world: World) -> dict[str, Any]:
    """One round. `found`: the list is one of those that hold the column, with every own report where it stands;
    `wrong`: reports of the row that are not the portal's own, and a list that is another's.
    """
    row = told["found"]
    listed = {} if row is None else {int(year): url for year, url in row["listed"].items()}
    truth = redesign.truth
    wrong = sorted(set(listed.values()) - set(truth.own.values()))
    accepted = row is not None and row["agreed_with"] is not None
    if accepted and row["list_url"] not in truth.lists:
        wrong.append(row["list_url"])
    log = world.simulator.log
    return {
        "round": redesign.number,
        "kind": redesign.kind,
        "from": redesign.old_family,
        "to": redesign.truth.sections[0].family.name,
        "found": accepted and row["list_url"] in truth.lists and listed == dict(truth.own),
        "accepted": accepted,
        "wrong": wrong if accepted else [],
        "list_url": row and row["list_url"],
        "family": row and row["family"],
        "stage": told["steps"][-1]["stage"] if told["steps"] else None,
        "pages": len(told["steps"]),
        "rejected": len(told["rejected"]),
        "requests": sum(len(log.of(host)) for host in redesign.hosts),
        "asked_of_the_mirror": len(log.of(redesign.mirror_host)),
        "old_parts": len(old_parts(redesign)),
        "survivors": survivors(redesign),
        "told": [f"{one['url']}: {'; '.join(one['reasons'])}" for one in told["rejected"]],
        "fault": told["fault"] or told["stopped"],
    }


def without_column(told: Mapping[str, Any]) -> dict[str, Any]:
    """The control: what is taken where the column has gone and everything that looks like it is still there."""
    row = told["found"]
    return {
        "taken_instead": None if row is None or row["agreed_with"] is None else row["list_url"],
        "looked_at_instead": len(told["steps"]),
        "rejected_instead": [f"{one['url']}: {'; '.join(one['reasons'])}" for one in told["rejected"]],
    }
