"""Versions of our own from the repository's history, each in a folder of its own, run by today's Python."""

import os
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from proofs.checkout import ROOT

PROGRAM = "from nianbao.cli.main import main; main(prog_name='nianbao')"
# The last commit ahead of the next revision of the tables: what somebody may have installed.
BEFORE = ("0011", "0013", "0016", "0019", "0020")
VERSIONS = "nianbao/store/migrations/versions"


def commits() -> Mapping[str, str]:
    """Revision of the tables -> the commit that still had it as its newest."""
    return {f"{int(following) - 1:04}": git("rev-parse", f"{landed(following)}^") for following in BEFORE}


def landed(revision: str) -> str:
    """The commit in which a revision of the tables came."""
    return git("log", "--format=%H", "--diff-filter=A", "--", f"{VERSIONS}/{revision}_*").splitlines()[-1]


@contextmanager
def checked_out(commit: str, folder: Path) -> Iterator[Path]:
    """A version's files; gone afterwards. The checkout itself is not touched."""
    packed = folder.with_suffix(".tar")
    git("archive", "--format=tar", f"--output={packed}", commit)
    try:
        with tarfile.open(packed) as files:
            files.extractall(folder, filter="data")
        yield folder
    finally:
        packed.unlink()
        shutil.rmtree(folder, ignore_errors=True)


def nianbao(code: Path, *words: str, url: str, home: Path) -> "subprocess.CompletedProcess[str]":
    """A command of the version in a folder."""
    env = {**os.environ, "PYTHONPATH": os.fspath(code), "DATABASE_URL": url, "NIANBAO_HOME": os.fspath(home)}
    call = [sys.executable, "-c", PROGRAM, *words]
    return subprocess.run(call, cwd=code, env=env, capture_output=True, text=True, check=False, timeout=900)  # noqa: S603 - our own words


def git(*words: str) -> str:
    """What git answers. Raises CalledProcessError."""
    done = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603, S607 - git as the user finds it
    return done.stdout.strip()
