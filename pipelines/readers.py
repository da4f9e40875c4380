"""One document read in a process made for it: what `nianbao read` does. The crawl's many are read in `pool`."""

import multiprocessing
from multiprocessing.connection import Connection

from extractors.errors import NeedsRoom, Refused
from nianbao.domain.report import Report
from pipelines.limits import ADDRESS_SPACE, DEADLINE, ROOMY_ADDRESS_SPACE, ROOMY_DEADLINE
from pipelines.reading import read_and_weigh, too_greedy, too_slow


class ReaderBroke(Exception):
    """The reader itself has failed, as shown above this line, not the document; raised by `read_in_child`."""


def read_in_child(
    body: bytes,
    *,
    url: str = "",
    year: int | None = None,
    address_space: int = ADDRESS_SPACE,
    deadline: float = DEADLINE,
) -> Report:
    """One document read and weighed, below a memory limit (bytes) and a deadline (seconds).

    A document that says it is a picture, or needs a converter, is read by a second child with more of both.

    For a process without threads: the child is forked before the readers are imported, so that a command answers as
    fast as they load. Raises Refused for what cannot be read within the limits, ReaderBroke for an error of ours.
    """
    try:
        return _read(body, url, year, address_space, deadline, room=False)
    except NeedsRoom:
        return _read(body, url, year, ROOMY_ADDRESS_SPACE, ROOMY_DEADLINE, room=True)


def _read(body: bytes, url: str, year: int | None, address_space: int, deadline: float, room: bool) -> Report:
    fork = multiprocessing.get_context("fork")
    receiver, sender = fork.Pipe(duplex=False)
    child = fork.Process(target=answer, args=(sender, address_space, body, url, year, room), daemon=True)
    child.start()
    sender.close()
    try:
        if not receiver.poll(deadline):
            raise Refused(too_slow(deadline))
        told: Report | Refused | NeedsRoom = receiver.recv()
    except EOFError:
        child.join()
        raise death(child.exitcode) from None
    finally:
        child.kill()
        child.join()
    if isinstance(told, Refused | NeedsRoom):
        raise told
    return told


def answer(sender: Connection, address_space: int, body: bytes, url: str, year: int | None, room: bool) -> None:
    """In the child: send the report, or why there is none."""
    try:
        sender.send(read_and_weigh(address_space, body, url, year, room))
    except (Refused, NeedsRoom) as told:
        sender.send(told)


def death(exit_code: int | None) -> Refused | ReaderBroke:
    """What to say of a child that died without an answer: killed by its limits, or by an error of ours (status 1)."""
    return ReaderBroke("the reader failed; please report this") if exit_code == 1 else Refused(too_greedy())
