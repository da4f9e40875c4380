"""The extra `jobs`: what this room needs besides the base installation."""

from importlib.util import find_spec


class ExtraMissing(Exception):
    """This installation has no queue: `pip install 'nianbao[jobs]'`; raised by `need_extra`."""


def has_extra() -> bool:
    """Whether the queue's library is installed."""
    return find_spec("procrastinate") is not None


def need_extra() -> None:
    """Raise ExtraMissing where the library is not installed."""
    if not has_extra():
        raise ExtraMissing("this installation has no queue of jobs: pip install 'nianbao[jobs]'")
