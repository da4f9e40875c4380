"""A command of ours as a child process: a group of its own, tied to us, stopped at its deadline, its JSON read."""

import asyncio
import json
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

# Seconds that a crawl which is told to end has for storing what it got.
LEAVE = 60.0


class How(StrEnum):
    """How a child came to its end."""

    ENDED = "ended"
    DEADLINE = "deadline"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Ended:
    """A child that is no more. `account`: the JSON it printed, null where that is none; `lines`: its standard error."""

    how: How
    status: int
    account: Mapping[str, Any] | None
    lines: Sequence[str]

    @property
    def last_line(self) -> str:
        """What it said last, or that it was killed."""
        killed = f"its process was killed by signal {-self.status}" if self.status < 0 else ""
        return killed or next((line for line in reversed(self.lines) if line.strip()), f"status {self.status}")


async def run_child(
    words: Sequence[str], *, seconds: float, stopping: asyncio.Event, grace: float, leave: float = LEAVE
) -> Ended:
    """Run a command of ours to its end.

    After so many `seconds` it is told to end, and has `leave` seconds for that. Once `stopping` is set it has `grace`
    seconds left and is killed then: what was begun can be gone on with. Cancelled, it is told to end like at its
    deadline. Whatever happens, nothing of its group is left.
    """
    child = await start(words)
    said, told = (asyncio.create_task(stream.read()) for stream in (child.stdout, child.stderr) if stream is not None)
    try:
        how = await until_its_end(child, seconds, stopping, grace)
        if how is How.DEADLINE:
            await end_gently(child, leave)
    except asyncio.CancelledError:
        await end_gently(child, leave)
        raise
    finally:
        kill_group(child)
        status = await child.wait()
    return Ended(how, status, account_in(await said), (await told).decode("utf-8", "replace").splitlines())


async def start(words: Sequence[str]) -> Process:
    """The same program as this process, with other words."""
    program = [sys.executable, sys.argv[0], *words]
    return await asyncio.create_subprocess_exec(*program, stdin=PIPE, stdout=PIPE, stderr=PIPE, start_new_session=True)


async def until_its_end(child: Process, seconds: float, stopping: asyncio.Event, grace: float) -> How:
    """Wait for what comes first: its end, its deadline, or that we are to stop."""
    ended, stopped = asyncio.create_task(child.wait()), asyncio.create_task(after(stopping, grace))
    try:
        await asyncio.wait({ended, stopped}, timeout=max(0.0, seconds), return_when=asyncio.FIRST_COMPLETED)
        if ended.done():
            return How.ENDED
        return How.STOPPED if stopped.done() else How.DEADLINE
    finally:
        ended.cancel()
        stopped.cancel()


async def after(stopping: asyncio.Event, grace: float) -> None:
    """So many seconds after we were told to stop."""
    await stopping.wait()
    await asyncio.sleep(grace)


async def end_gently(child: Process, leave: float) -> None:
    """Tell it to end, and wait so long for that."""
    with suppress(ProcessLookupError):
        child.send_signal(signal.SIGINT)
    with suppress(TimeoutError):
        await asyncio.wait_for(asyncio.shield(child.wait()), leave)


def kill_group(child: Process) -> None:
    """Kill what is left of its group: reader processes outlive a crawl that was killed."""
    with suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)


def account_in(said: bytes) -> Mapping[str, Any] | None:
    """The JSON object that a command printed; None where it came to none."""
    try:
        account = json.loads(said)
    except ValueError:
        return None
    return account if isinstance(account, dict) else None
