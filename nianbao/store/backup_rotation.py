"""Backups that follow one another in a folder, each in one of its own that is named by its moment."""

import re
import shutil
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from nianbao.store.backup import MANIFEST

NAME = re.compile(r"\d{4}-\d{2}-\d{2}T\d{6}Z")


def folder_of(moment: datetime, among: Path) -> Path:
    """Where the backup of a moment goes: AMONG/2026-11-22T031500Z."""
    return among / f"{moment.astimezone(UTC):%Y-%m-%dT%H%M%SZ}"


def whole_backups(among: Path) -> list[Path]:
    """The backups that were written to their end, oldest first; nothing else that lies there."""
    return sorted(one for one in among.iterdir() if NAME.fullmatch(one.name) and (one / MANIFEST).is_file())


def drop_oldest(among: Path, keep: int) -> Sequence[Path]:
    """Remove all but the newest `keep` of them, at least one; which they were."""
    old = whole_backups(among)[: -max(keep, 1)]
    for one in old:
        # The manifest goes first: what is half removed is no backup any more.
        (one / MANIFEST).unlink()
        shutil.rmtree(one)
    return old
