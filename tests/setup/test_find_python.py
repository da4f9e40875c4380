"""ci/find-python: the first Python that will do, or the name of the missing package."""

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "ci" / "find-python"


def stand_in(folder: Path, name: str, body: str) -> None:
    """A program that behaves as some Python would when the script asks it."""
    folder.mkdir(exist_ok=True)
    program = folder / name
    program.write_text(f"#!/bin/sh\n{body}\n")
    program.chmod(0o755)


def find(path: Path, **chosen: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([SCRIPT], env={"PATH": str(path), **chosen}, capture_output=True, text=True, check=False)


@pytest.fixture
def bin_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "年 报" / "bin"
    folder.mkdir(parents=True)
    return folder


def test_takes_one_that_works_and_passes_by_a_version_manager_s_empty_name(bin_folder: Path) -> None:
    stand_in(bin_folder, "python3.13", "echo 'command not found' >&2; exit 127")
    (bin_folder / "python3").symlink_to(sys.executable)
    done = find(bin_folder)
    assert (done.returncode, done.stdout) == (0, f"{bin_folder}/python3\n")


def test_names_the_package_where_venvs_cannot_be_made(bin_folder: Path) -> None:
    # Debian's python3 without python3-venv: it runs, and lacks ensurepip.
    lacking = f'case "$2" in *ensurepip*) exit 1;; *) exec "{sys.executable}" "$@";; esac'
    stand_in(bin_folder, "python3", lacking)
    done = find(bin_folder)
    assert done.returncode == 1
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    assert f"apt-get install {package}" in done.stderr


def test_says_so_where_there_is_none(bin_folder: Path) -> None:
    stand_in(bin_folder, "python3", "exit 1")
    done = find(bin_folder)
    assert done.returncode == 1
    assert "apt-get install python3 python3-venv" in done.stderr


def test_the_variable_chooses(bin_folder: Path) -> None:
    (bin_folder / "python3").symlink_to(sys.executable)
    (bin_folder / "mine").symlink_to(sys.executable)
    assert find(bin_folder, PYTHON=str(bin_folder / "mine")).stdout == f"{bin_folder}/mine\n"
