"""What a reader process does: bytes to a report, below a memory limit.

Light to import: `nianbao read` forks with this loaded, and the readers themselves load in the child.
"""

import gc
import resource
import sys
from importlib import import_module

from extractors.errors import Refused
from nianbao.domain.report import Report


def limit_memory(address_space: int) -> None:
    """Hold this process below `address_space` bytes; macOS has the limit but does not enforce it."""
    if sys.platform != "darwin":
        resource.setrlimit(resource.RLIMIT_AS, (address_space, address_space))


# Reading a page leaves no cycles behind, and the looks for them take a fiftieth of its time.
_OBJECTS_BETWEEN_LOOKS = 50_000
# What a page needs; a fork server loads it once for all its children.
READERS = ("extractors", "extractors.documents.html", "extractors.documents.text")


def warm_up(address_space: int) -> None:
    """Start a reader process: the imports that the first page would wait for, then its limit."""
    for module in READERS:
        import_module(module)
    gc.set_threshold(_OBJECTS_BETWEEN_LOOKS)
    limit_memory(address_space)


def read_report(body: bytes, url: str, year: int | None, room: bool = False) -> Report:
    """The report in these bytes, not yet weighed. Raises Refused, also where the memory does not suffice, and without
    `room` NeedsRoom."""
    import extractors

    try:
        return extractors.extract(extractors.read(body, url=url, room=room), year=year)
    except MemoryError:
        raise Refused(too_greedy()) from None


def read_and_weigh(address_space: int, body: bytes, url: str, year: int | None, room: bool) -> Report:
    """The whole of `nianbao read`, in a process made for this one document."""
    limit_memory(address_space)
    from nianbao.checks import weigh

    report = read_report(body, url, year, room)
    try:
        return weigh(report)
    except MemoryError:
        raise Refused(too_greedy()) from None


def too_greedy() -> str:
    """What is said of a document that takes more memory than a reader may."""
    return "it needs more memory than a reader may take: it is damaged, or made to do harm"


def too_slow(deadline: float) -> str:
    """What is said of a document that takes more time than a reader may."""
    return f"it was not read within {deadline:.0f} seconds: it is damaged, or made to do harm"
