"""Processor time of runs that take turns: on one core, in the same minutes, each in another order every round."""

import gc
import os
import time
from collections.abc import Callable, Sequence
from random import Random
from statistics import median

from benchmarks.bodies import Body
from benchmarks.peers import Peer

Times = dict[str, dict[str, list[float]]]  # peer -> body -> seconds, one a round


def pin_to_one_core() -> int | None:
    """Keep this process and its children on one of its cores; its number, null where the system has no such call."""
    if not hasattr(os, "sched_setaffinity"):
        return None
    core = min(os.sched_getaffinity(0))
    os.sched_setaffinity(0, {core})
    return core


def seconds(run: Callable[[bytes], object], content: bytes) -> float:
    """Processor time of one run; what it made is thrown away within."""
    gc.collect()
    gc.disable()
    begin = time.process_time()
    run(content)
    taken = time.process_time() - begin
    gc.enable()
    return taken


def take_turns(peers: Sequence[Peer], bodies: Sequence[Body], rounds: int, seed: int) -> Times:
    """Each peer on each body, once a round and once ahead of all to warm up."""
    random = Random(seed)  # noqa: S311  # no secret: the same order again from the same seed
    times: Times = {peer.name: {body.name: [] for body in bodies} for peer in peers}
    for number in range(rounds + 1):
        for body in bodies:
            for peer in random.sample(peers, len(peers)):
                taken = seconds(peer.run, body.content)
                if number:
                    times[peer.name][body.name].append(taken)
    return times


def rate(times: Times, peer: str, bodies: Sequence[Body]) -> float:
    """Pages a second: bodies over the sum of their median times."""
    return len(bodies) / sum(median(times[peer][body.name]) for body in bodies)


def ratios(times: Times, peer: str, other: str, bodies: Sequence[Body]) -> list[float]:
    """How many times as fast as another, a body: of the medians of both."""
    return [median(times[other][body.name]) / median(times[peer][body.name]) for body in bodies]
