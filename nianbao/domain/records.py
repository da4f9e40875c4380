"""Dataclasses of which a page makes a thousand: frozen to the type checker, and not checked again at run time.

A frozen dataclass sets each field by a call of its own, which makes it three times as slow to create.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass as record
else:
    from dataclasses import dataclass

    def record(*, frozen: bool, slots: bool):
        """Like `dataclass(frozen=True, slots=True)`, with equality and hash of its fields, but not guarded."""
        del frozen  # for the type checker alone
        return dataclass(slots=slots, unsafe_hash=True)


__all__ = ["record"]
