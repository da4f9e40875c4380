"""The operating-system account under which the server runs: Postgres refuses to run as root."""

import os
import pwd
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from nianbao.store.embedded_errors import EmbeddedFailed

# Ordinary accounts that systems bring along, best first; the first that exists serves root.
_FOR_ROOT = ("postgres", "_postgres", "nobody")


@dataclass(frozen=True)
class Account:
    """One account by name and numbers; `switched` where it is not the one that runs this program."""

    name: str
    uid: int
    gid: int
    switched: bool

    def run(
        self, command: Sequence[str | Path], env: Mapping[str, str] | None = None, output: IO[bytes] | None = None
    ) -> subprocess.CompletedProcess[bytes]:
        """Run a program as this account; what it says goes to `output`, or into the answer's `stdout` without one."""
        # Neither the folder we stand in, nor root's groups, nor the caller's PG* variables are the account's business.
        try:
            return subprocess.run(  # noqa: S603 - programs of the wheel and /bin/sh, arguments as a list
                [os.fspath(part) for part in command],
                stdin=subprocess.DEVNULL,
                stdout=output or subprocess.PIPE,
                stderr=subprocess.STDOUT,
                cwd="/",
                env={"PATH": os.defpath, "LC_ALL": "C", **(env or {})},
                umask=0o077,
                check=False,
                user=self.uid if self.switched else None,
                group=self.gid if self.switched else None,
                extra_groups=[] if self.switched else None,
            )
        except OSError as error:
            raise EmbeddedFailed(f"cannot run {command[0]} as {self.name}: {error.strerror}") from error

    def can_read(self, path: Path) -> bool:
        """Whether this account may read the file or enter the folder, all folders above it included."""
        test = '[ -r "$1" ] || { [ -d "$1" ] && [ -x "$1" ]; }'
        return self.run(["/bin/sh", "-c", test, "sh", path]).returncode == 0


def server_account(cluster: Path) -> Account:
    """Who runs the server: ourselves; for root the cluster's owner, else an account without rights."""
    uid = os.geteuid()
    if uid != 0:
        return _account_of(uid, switched=False)
    if cluster.exists() and (owner := cluster.stat().st_uid) != 0:
        return _account_of(owner, switched=True)
    for name in _FOR_ROOT:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(name, entry.pw_uid, entry.pw_gid, switched=True)
    raise EmbeddedFailed(
        f"Postgres refuses to run as root and none of the accounts {', '.join(_FOR_ROOT)} exists: "
        "make one, run nianbao as a plain user, or set DATABASE_URL"
    )


def _account_of(uid: int, *, switched: bool) -> Account:
    try:
        entry = pwd.getpwuid(uid)
    except KeyError:
        raise EmbeddedFailed(
            f"user number {uid} has no name on this system, and Postgres wants one: add the user, or set DATABASE_URL"
        ) from None
    return Account(entry.pw_name, uid, entry.pw_gid, switched)
