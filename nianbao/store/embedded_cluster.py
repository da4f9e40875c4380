"""Making a cluster and telling it where to listen."""

import os
import shutil
import tempfile
from pathlib import Path

from nianbao.store.embedded_account import Account
from nianbao.store.embedded_errors import EmbeddedFailed
from nianbao.store.embedded_paths import PORT, Places

# auto.conf, not arguments: pg_ctl splits those at spaces.
# Durability (fsync, synchronous_commit, full_page_writes) keeps Postgres's defaults.
_SETTINGS = {
    "port": str(PORT),
    "listen_addresses": "",  # the socket only: no other machine and no other user of this one
    "unix_socket_permissions": "0700",
    "wal_level": "minimal",  # no replica reads along; bulk loads write less
    "max_wal_senders": "0",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_checkpoints": "off",
}


def make_cluster(places: Places, programs: Path) -> None:
    """Make the cluster where it is missing; made aside and renamed, so that a half-made one is never taken for one."""
    if (places.cluster / "PG_VERSION").exists():
        _refuse_foreign(places)
        return
    making = _empty_folder_beside(places.cluster)
    if places.account.switched:
        os.chown(making, places.account.uid, places.account.gid)
    _initdb(making, programs, places.account)
    _admit_only_us(making, places.account)
    making.rename(places.cluster)


def _empty_folder_beside(cluster: Path) -> Path:
    # A name of its own each time: the initdb of a client that was killed may still write, and then clear, the last one.
    prefix = f"{cluster.name}.making-"
    for abandoned in cluster.parent.glob(f"{prefix}*"):
        shutil.rmtree(abandoned, ignore_errors=True)
    return Path(tempfile.mkdtemp(prefix=prefix, dir=cluster.parent))


def _refuse_foreign(places: Places) -> None:
    owner = places.cluster.stat().st_uid
    if owner != places.account.uid:
        raise EmbeddedFailed(
            f"{places.cluster} belongs to user number {owner}, not to {places.account.name}: "
            "run nianbao as its owner, or set NIANBAO_HOME to a folder of your own"
        )


def _initdb(folder: Path, programs: Path, account: Account) -> None:
    # The builtin provider: under plain C, \w matches no Chinese, and the wheel has no ICU.
    done = account.run(
        [
            programs / "initdb",
            f"--pgdata={folder}",
            "--username=postgres",
            "--encoding=UTF8",
            "--locale-provider=builtin",
            "--locale=C.UTF-8",
            "--auth-local=peer",
            "--auth-host=reject",
        ]
    )
    if done.returncode != 0:
        said = done.stdout.decode(errors="replace")[-2000:]
        raise EmbeddedFailed(f"initdb could not make the database in {folder}:\n{said}")


def _admit_only_us(cluster: Path, account: Account) -> None:
    """Its maker and root may take any role, nobody else any; the kernel says who knocks, so no password is kept."""
    ours = {"root"} if account.switched else {"root", account.name}
    quoted = (name.replace('"', '""') for name in sorted(ours))
    _write(cluster / "pg_ident.conf", "".join(f'nianbao "{name}" all\n' for name in quoted))
    _write(cluster / "pg_hba.conf", "local all all peer map=nianbao\n")


def configure(cluster: Path, socket_folder: Path) -> None:
    """Put our settings into postgresql.auto.conf; what the user set there with ALTER SYSTEM stays."""
    settings = {**_SETTINGS, "unix_socket_directories": '"' + str(socket_folder).replace('"', '""') + '"'}
    file = cluster / "postgresql.auto.conf"
    kept = [line for line in file.read_text("utf-8").splitlines() if line.split("=", 1)[0].strip() not in settings]
    _write(file, "\n".join([*kept, *(f"{name} = {_quoted(value)}" for name, value in settings.items())]) + "\n")


def _quoted(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"


def _write(file: Path, text: str) -> None:
    # As root we write in a folder of another account: never through a link that it may have laid there.
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW
    with os.fdopen(os.open(file, flags, 0o600), "w", encoding="utf-8") as opened:
        opened.write(text)
