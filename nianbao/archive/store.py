"""Where finished WARC files are kept besides this machine's folder: another folder, or an S3-compatible store."""

import hashlib
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nianbao.archive.errors import AlreadyThere, StoreFailed

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

S3 = "s3://"
PIECE = 8 * 1024 * 1024  # bytes that are read at a time where all of an object is
# Seconds and tries after which a store counts as out of reach: a night does not wait for it.
PATIENCE: Mapping[str, Any] = {"connect_timeout": 5, "read_timeout": 60, "retries": {"total_max_attempts": 2}}


@dataclass(frozen=True, slots=True)
class Store:
    """`address`: `s3://bucket/prefix` or an absolute folder; `endpoint`: of an S3 that is not Amazon's, `http://…`.

    Credentials come from where the library looks: AWS_ACCESS_KEY_ID and so on, or AWS_SHARED_CREDENTIALS_FILE. Every
    method raises StoreFailed where the store does not answer or refuses.
    """

    address: str
    endpoint: str = ""

    def size(self, name: str) -> int | None:
        """How many bytes a file has; None where there is no such file."""
        with self._answering():
            try:
                return int(self._files().info(self._path(name))["size"])
            except FileNotFoundError:
                return None

    def written_at(self, name: str) -> float:
        """When a file came there, in seconds since 1970. Raises FileNotFoundError."""
        with self._answering():
            return float(self._files().modified(self._path(name)).timestamp())

    def sizes(self) -> Mapping[str, int]:
        """The WARC files that are there and how many bytes each has, by name."""
        with self._answering():
            try:
                listed = self._files().ls(self._path(""), detail=True)
            except FileNotFoundError:
                return {}
        found = ((str(one["name"]).rpartition("/")[2], int(one["size"])) for one in listed if one["type"] == "file")
        return dict(sorted((name, size) for name, size in found if name.endswith(".warc.gz")))

    def read(self, name: str, start: int, end: int) -> bytes:
        """The bytes from `start` up to `end`. Raises FileNotFoundError."""
        with self._answering():
            return bytes(self._files().cat_file(self._path(name), start=start, end=end))

    def sha256(self, name: str) -> str:
        """The digest of what the store holds, read back from it, in hex. Raises FileNotFoundError."""
        digest, size = hashlib.sha256(), self.size(name)
        if size is None:
            raise FileNotFoundError(name)
        for start in range(0, size, PIECE):
            digest.update(self.read(name, start, min(start + PIECE, size)))
        return digest.hexdigest()

    def put(self, file: Path) -> None:
        """Bring a file there under its name, all of it or nothing. Raises AlreadyThere: nothing is ever replaced."""
        with self._answering():
            try:
                self._create(self._files(), file)
            except FileExistsError as error:
                raise AlreadyThere(f"{self.where(file.name)} is there already") from error

    def where(self, name: str) -> str:
        """The address of a file."""
        return f"{self.address}/{name}"

    def _create(self, files: "AbstractFileSystem", file: Path) -> None:
        target = self._path(file.name)
        if self.address.startswith(S3):
            # A precondition of the request itself, so that of two machines one is refused.
            files.put_file(os.fspath(file), target, mode="create")
            return
        # A link is made whole or not at all, and never over another file.
        part = f"{target}.{os.getpid()}.part"
        files.makedirs(self._path(""), exist_ok=True)
        try:
            files.put_file(os.fspath(file), part)
            synced(Path(part))
            files.link(part, target)
        finally:
            with suppress(FileNotFoundError):
                files.rm_file(part)

    def _path(self, name: str) -> str:
        return f"{self.address.removeprefix(S3)}/{name}".rstrip("/")

    def _files(self) -> "AbstractFileSystem":
        # fsspec keeps one a process and thread; one that was made ahead of a fork must not be used behind it.
        import fsspec

        if not self.address.startswith(S3):
            return fsspec.filesystem("file")
        place = {"endpoint_url": self.endpoint} if self.endpoint else {}
        return fsspec.filesystem("s3", client_kwargs=place, config_kwargs=dict(PATIENCE), use_listings_cache=False)

    @contextmanager
    def _answering(self) -> Iterator[None]:
        try:
            from botocore.exceptions import BotoCoreError, ClientError
        except ImportError as error:
            raise StoreFailed(
                f"the archive store {self.address} needs the extra s3: pip install 'nianbao[s3]'"
            ) from error
        try:
            yield
        except (FileNotFoundError, AlreadyThere):
            raise
        except (OSError, BotoCoreError, ClientError) as error:
            raise StoreFailed(f"the archive store {self.address} fails: {' '.join(str(error).split())}") from error


def synced(file: Path) -> None:
    """Have the disk keep a file before anything relies on it."""
    with file.open("rb") as opened:
        os.fsync(opened.fileno())
