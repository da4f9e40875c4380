"""Turns at a host."""

import asyncio
from time import monotonic

from crawler.politeness import LONGEST_DELAY, Turns


async def begun(turns: Turns, host: str, moments: list[float], takes: float = 0.0) -> None:
    async with turns.turn(host):
        moments.append(monotonic())
        await asyncio.sleep(takes)


def test_one_at_a_time_with_a_distance_from_the_end_of_an_answer() -> None:
    async def run() -> list[float]:
        turns = Turns(0.1, 0.2)
        moments: list[float] = []
        await asyncio.gather(*(begun(turns, "a", moments, takes=0.1) for _ in range(3)))
        return moments

    start = monotonic()
    first, second, third = asyncio.run(run())
    # A host is not asked at once: another run may have asked it a moment ago.
    assert first - start >= 0.1
    assert min(second - first, third - second) >= 0.2


def test_hosts_do_not_wait_for_each_other() -> None:
    async def run() -> tuple[list[float], list[float]]:
        turns = Turns(0.05, 0.05)
        slow: list[float] = []
        quick: list[float] = []
        await asyncio.gather(begun(turns, "slow", slow, takes=0.3), begun(turns, "quick", quick))
        return slow, quick

    slow, quick = asyncio.run(run())
    assert abs(slow[0] - quick[0]) < 0.2


def test_a_host_is_left_alone_for_as_long_as_it_asks() -> None:
    async def run() -> float:
        turns = Turns(0.0, 0.0)
        moments: list[float] = []
        begin = monotonic()
        turns.hold("a", 0.3)
        turns.hold("a", 0.1)
        await begun(turns, "a", moments)
        return moments[0] - begin

    assert asyncio.run(run()) >= 0.3


def test_what_robots_txt_asks_is_kept_up_to_a_limit() -> None:
    turns = Turns(1.0, 2.0)
    turns.slow_down("a", 86400)
    turns.slow_down("b", 0.1)
    assert (turns._hosts["a"].least, turns._hosts["b"].least) == (LONGEST_DELAY, 1.0)
