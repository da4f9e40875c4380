"""Which reader read a document: the version and a digest of everything that decides how a page is read."""

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable

_DECIDES = (".py", ".toml", ".csv")


@cache
def reader_version() -> str:
    """`<version>+<12 hex>`: equal where the reader and the data it reads by are equal."""
    digest = hashlib.sha256()
    for package in ("extractors", "nianbao.domain", "nianbao.checks"):
        for name, content in sorted(_contents(files(package), package)):
            digest.update(name.encode() + b"\0" + hashlib.sha256(content).digest())
    return f"{version('nianbao')}+{digest.hexdigest()[:12]}"


def _contents(folder: Traversable, path: str) -> Iterator[tuple[str, bytes]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _contents(entry, f"{path}/{entry.name}")
        elif entry.name.endswith(_DECIDES):
            yield f"{path}/{entry.name}", entry.read_bytes()
