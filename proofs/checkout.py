"""What a proof was run on."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def commit() -> str:
    """The commit of this checkout, 12 hex digits; empty outside a checkout.

    A `+` behind it where tracked files differ, pages of `docs` aside: proofs write there, one after the other.
    """
    told = _git("describe", "--always", "--abbrev=12", "--exclude=*")
    changed = _git("diff", "--name-only", "HEAD", "--", ".", ":(exclude)docs")
    return f"{told}+" if changed else told


def _git(*words: str) -> str:
    done = subprocess.run(  # noqa: S603 - our own words
        ["git", *words],  # noqa: S607 - git is found as the user finds it
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout.strip()
