"""A crawl that is killed at any moment goes on: nothing is asked twice, and what is kept is as if nothing had been."""

from collections.abc import Callable
from random import Random
from typing import Any

from proofs.kills import Moment, killed_crawl
from proofs.world import OF_THE_MOMENT
from simulator.families import Trs
from simulator.portal import Portal

SEED = 20261122
WORDS = ("crawl", "shili_trs")


def small_portal() -> Portal:
    return Portal(Trs(), years=range(2024, 2026), rows=8, twins=0)


def test_a_crawl_killed_up_to_five_times_ends_like_one_that_was_not(world: Callable[..., Any]) -> None:
    chance = Random(SEED)  # noqa: S311 - the same moments each time
    whole, hurt = world(trs=small_portal()), world(trs=small_portal())
    undisturbed = whole.start(*WORDS)
    moments = [Moment(chance.uniform(2, 5), in_write=place % 2 == 1) for place in range(5)]
    account = killed_crawl(hurt, WORDS, moments)
    undisturbed.communicate(timeout=120)
    # On a quick machine the last moments find the crawl over: ended by itself, or killed when it was on record as done.
    assert account.ended or (account.done is not None and (account.done.returncode, account.done.stderr) == (0, ""))
    assert account.kills >= 2
    assert account.asked_again == []
    assert hurt.contents(*OF_THE_MOMENT) == whole.contents(*OF_THE_MOMENT)
    assert hurt.nianbao("archive", "verify").returncode == 0
