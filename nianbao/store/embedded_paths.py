"""The places of one embedded server: where cluster, log, lock, programs and socket lie."""

import hashlib
import os
import stat
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from nianbao.store.embedded_account import Account, server_account
from nianbao.store.embedded_errors import EmbeddedFailed

PORT = 5432
SOCKET = f".s.PGSQL.{PORT}"
_LONGEST_SOCKET = 103  # bytes: sockaddr_un holds 104 on macOS, 108 on Linux, its closing zero included
# For root below a closed home: a lasting folder that every account may enter.
_OPEN_STATE = Path("/Library/Application Support" if sys.platform == "darwin" else "/var/lib")


@dataclass(frozen=True)
class Places:
    """Everything one home's server needs to know of the file system; `cluster` may not exist yet."""

    cluster: Path
    tag: str
    log: Path
    copies: Path
    account: Account

    def socket_folder(self) -> Path:
        """A short folder for the socket, whose name fits sockaddr_un and which the server's account can enter."""
        candidates = (Path(tempfile.gettempdir()), Path("/tmp"))  # noqa: S108 - the folder itself is proven ours below
        for base in candidates:
            folder = base / self.tag
            if len(os.fsencode(folder / SOCKET)) <= _LONGEST_SOCKET and self.account.can_read(base):
                return folder
        raise EmbeddedFailed(f"no folder for the server's socket that {self.account.name} can enter: set TMPDIR to one")


def places_of(home: Path) -> Places:
    """The places of the home's server; call under the home's lock, as they may have to be made.

    The cluster is home/postgres. Where the server's account cannot enter the home (root's case), home/postgres is a
    link to a cluster in a folder of its own that carries the hash of the path it stands for.
    """
    entrance = home.resolve() / "postgres"
    if entrance.is_symlink():
        return _linked(home, entrance)
    account = server_account(entrance)
    if account.can_read(entrance.parent):
        return Places(entrance, _tag(entrance), home / "postgres.log", home, account)
    state = next(state for state in _states(entrance) if not state.exists())
    state.mkdir(mode=0o755)
    state.chmod(0o755)
    entrance.symlink_to(state / "cluster")
    return _linked(home, entrance)


def _linked(home: Path, entrance: Path) -> Places:
    cluster = entrance.parent / entrance.readlink()
    if not cluster.parent.is_dir():
        raise EmbeddedFailed(
            f"the database of {home} lay in {cluster.parent}, which is gone: bring it back, "
            f"or remove the link {entrance} to begin with an empty one"
        )
    # A user may have made the link himself, to a larger disk; then the folder there does not carry our name.
    tag = cluster.parent.name if cluster.parent.name.startswith("nianbao-") else _tag(cluster)
    return Places(cluster, tag, home / "postgres.log", cluster.parent, server_account(cluster))


def _states(entrance: Path) -> Iterator[Path]:
    """Names for a folder outside the home; one that exists belongs to a home that was moved or removed, and is left."""
    yield _OPEN_STATE / _tag(entrance)
    for number in count(2):
        yield _OPEN_STATE / f"{_tag(entrance)}-{number}"


def _tag(entrance: Path) -> str:
    return "nianbao-" + hashlib.sha256(os.fsencode(entrance)).hexdigest()[:12]


def open_socket_folder(folder: Path, account: Account) -> None:
    """Make the socket's folder, or prove that the one that is there is closed and the server account's own."""
    try:
        folder.mkdir(mode=0o700)
    except FileExistsError:
        if not is_closed_folder(folder, account.uid):
            raise EmbeddedFailed(
                f"{folder} is not a closed folder of {account.name}, so another user may listen there: "
                "remove it, or set TMPDIR"
            ) from None
    else:
        if account.switched:
            os.chown(folder, account.uid, account.gid, follow_symlinks=False)


def is_closed_folder(folder: Path, owner: int) -> bool:
    """Whether it is a real folder of that user number which nobody else may enter."""
    found = folder.lstat()
    return stat.S_ISDIR(found.st_mode) and found.st_uid == owner and stat.S_IMODE(found.st_mode) & 0o077 == 0
