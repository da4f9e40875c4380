"""A ZIP container, opened with limits: what it holds is hostile until counted."""

import io
import zipfile
import zlib

from extractors.errors import Refused

MAX_ENTRIES = 2000  # a report with every picture of its annex has under 100
MAX_UNPACKED = 64 * 1024 * 1024  # bytes of all entries together
MAX_RATIO = 250  # unpacked to packed, of an entry beyond 4 MiB; text packs 10 to 50 times
_SMALL = 4 * 1024 * 1024
_ENCRYPTED = 0x1


class Container:
    """The entries of a ZIP file by name. Raises Refused for one that is damaged, encrypted or a bomb."""

    def __init__(self, body: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(body))
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise Refused(f"this ZIP container is damaged or cut off: {error}") from error
        self._entries = {_name(entry): entry for entry in self._zip.infolist() if not entry.is_dir()}
        self._check()

    def _check(self) -> None:
        entries = self._zip.infolist()
        if len(entries) > MAX_ENTRIES:
            raise Refused(f"a ZIP container of {len(entries):,} entries: refused as a bomb")
        if any(entry.flag_bits & _ENCRYPTED for entry in entries):
            raise Refused("this ZIP container is encrypted: it opens only with a password; pack it without one")
        unpacked = sum(entry.file_size for entry in entries)
        if unpacked > MAX_UNPACKED:
            raise Refused(f"a ZIP container that unpacks to {unpacked:,} bytes: refused as a bomb")
        for entry in entries:
            if entry.file_size > max(_SMALL, MAX_RATIO * entry.compress_size):
                raise Refused(f"{_name(entry)} unpacks to {entry.file_size:,} bytes: refused as a bomb")

    def names(self) -> tuple[str, ...]:
        """The names of the files held, in the container's order."""
        return tuple(self._entries)

    def size(self, name: str) -> int:
        """Unpacked bytes of a file; 0 where there is none of that name."""
        return self._entries[name].file_size if name in self._entries else 0

    def read(self, name: str, limit: int = MAX_UNPACKED) -> bytes:
        """A file's bytes; raises Refused where there is none of that name, or it is longer than `limit` or damaged."""
        if name not in self._entries:
            raise Refused(f"the container has no part {name!r}: it is damaged or of another kind")
        try:
            with self._zip.open(self._entries[name]) as part:
                content = part.read(limit + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
            raise Refused(f"{name} in this ZIP container is damaged: {error}") from error
        if len(content) > limit:
            raise Refused(f"{name} is longer than {limit:,} bytes: no report is")
        return content


_UTF8_NAME = 0x800


def _name(entry: zipfile.ZipInfo) -> str:
    """The name as it was given: Chinese packers write GB18030 without saying so."""
    if entry.flag_bits & _UTF8_NAME:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return entry.filename
