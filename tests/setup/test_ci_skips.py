"""The pytest plugin ci_skips: in CI a skip without a listed reason fails the run, elsewhere it stays a skip."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

PLUGINS = Path(__file__).parents[1] / "plugins"
SKIPS = """
import pytest

@pytest.mark.skip(reason="{reason}")
def test_marked():
    pass

def test_by_itself():
    pytest.skip("{reason}")

@pytest.mark.xfail(reason="known", strict=True)
def test_expected_to_fail():
    raise AssertionError

def test_runs():
    pass
"""


@pytest.mark.parametrize(
    ("environment", "reason", "summary", "status"),
    [
        ({"CI": "true"}, "no reason that is listed", "1 failed, 1 passed, 1 xfailed, 1 error", 1),
        ({"CI": "true"}, "listed: here", "1 passed, 2 skipped, 1 xfailed", 0),
        ({}, "no reason that is listed", "1 passed, 2 skipped, 1 xfailed", 0),
    ],
)
def test_outcome(tmp_path: Path, environment: dict[str, str], reason: str, summary: str, status: int) -> None:
    done = run(tmp_path, environment, SKIPS.format(reason=reason))
    assert summary in done.stdout
    assert done.returncode == status
    assert ("not in ci/allowed_skips.txt" in done.stdout) == (status == 1)


def test_a_file_that_skips_itself_fails_too(tmp_path: Path) -> None:
    done = run(tmp_path, {"CI": "true"}, "import pytest\npytest.skip('whole file', allow_module_level=True)\n")
    assert done.returncode not in {0, 5}
    assert "whole file" in done.stdout


def run(folder: Path, environment: dict[str, str], tests: str) -> subprocess.CompletedProcess[str]:
    (folder / "ci").mkdir()
    (folder / "ci" / "allowed_skips.txt").write_text("# a note\nlisted: here\n")
    (folder / "pytest.ini").write_text("[pytest]\n")
    (folder / "test_made.py").write_text(tests)
    kept = {name: value for name, value in os.environ.items() if name != "CI" and not name.startswith("PYTEST_")}
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "ci_skips", "-p", "no:cacheprovider"],
        cwd=folder,
        env={**kept, "PYTHONPATH": str(PLUGINS), **environment},
        capture_output=True,
        text=True,
        check=False,
    )
