"""What a proof was run on."""

import subprocess
from pathlib import Path


def commit() -> str:
    """The commit of this checkout, 12 hex digits, with a `+` where tracked files differ; empty outside a checkout."""
    told = subprocess.run(
        ["git", "describe", "--always", "--dirty=+", "--abbrev=12"],  # noqa: S607 - git is found as the user finds it
        cwd=Path(__file__).parent,
        capture_output=True,
        text=True,
        check=False,
    )
    return told.stdout.strip()
