"""A file of the store read by ranges: a block or two for one record, block after block for all of them."""

import io
import os
from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING

from nianbao.archive.store import Store

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

BLOCK = 1024 * 1024  # bytes asked for at a time
MOST_BLOCKS = 48


class Blocks:
    """The blocks that were read last, of all files of a process; what is in a store never changes."""

    def __init__(self, most: int = MOST_BLOCKS) -> None:
        self._most = most
        self._held: OrderedDict[tuple[Store, str, int], bytes] = OrderedDict()
        self._sizes: dict[tuple[Store, str], int] = {}
        self._lock = Lock()

    def size(self, store: Store, name: str) -> int | None:
        """The size of a file, asked for once; None where there is no such file, which is asked again."""
        known = self._sizes.get((store, name))
        if known is None and (found := store.size(name)) is not None:
            known = self._sizes[store, name] = found
        return known

    def block(self, store: Store, name: str, number: int, size: int) -> bytes:
        """One block of a file of so many bytes. Raises StoreFailed and FileNotFoundError."""
        key = (store, name, number)
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
                return self._held[key]
        block = store.read(name, number * BLOCK, min((number + 1) * BLOCK, size))
        with self._lock:
            self._held[key] = block
            while len(self._held) > self._most:
                self._held.popitem(last=False)
        return block


BLOCKS = Blocks()


class StoredFile(io.RawIOBase):
    """A file of a store, of `size` bytes, opened to be read at any place. Reading raises what `Store.read` raises."""

    def __init__(self, store: Store, name: str, size: int, blocks: Blocks = BLOCKS) -> None:
        super().__init__()
        self._store, self._name, self._blocks = store, name, blocks
        self._size = size
        self._at = 0

    def readable(self) -> bool:
        """It is."""
        return True

    def seekable(self) -> bool:
        """It is."""
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Go to a place; gives it."""
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self._size}[whence]
        self._at = base + offset
        return self._at

    def tell(self) -> int:
        """The place."""
        return self._at

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        """Fill what fits of the block in which the place lies."""
        if self._at >= self._size:
            return 0
        number, within = divmod(self._at, BLOCK)
        block = self._blocks.block(self._store, self._name, number, self._size)
        view = memoryview(buffer).cast("B")
        piece = block[within : within + len(view)]
        view[: len(piece)] = piece
        self._at += len(piece)
        return len(piece)
