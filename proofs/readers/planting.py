"""A fault planted in one reader while a document is read, and taken out again."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from typing import Any

Function = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Breakage:
    """A function of one reader (`grid` or `flow`) that is replaced by a spoilt one, made of it by `spoil`.

    `place`: `module:function` or `module:Class.function`. `documents`: it is a step that both readers share, whose
    fault only this one can suffer from, so that the document has to be read anew.
    """

    name: str
    reader: str
    place: str
    spoil: Callable[[Function], Function]
    documents: bool = False


@contextmanager
def planted(breakage: Breakage) -> Iterator[None]:
    """The reader with this fault; the sound function is put back whatever happens."""
    module, _, path = breakage.place.partition(":")
    *owners, name = path.split(".")
    owner: Any = import_module(module)
    for part in owners:
        owner = getattr(owner, part)
    sound = getattr(owner, name)
    setattr(owner, name, breakage.spoil(sound))
    try:
        yield
    finally:
        setattr(owner, name, sound)
