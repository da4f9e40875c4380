"""Crawls of a site that were paused: which archives hold what need not be asked for again when it goes on."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from crawler.asked import FOLDER

# A report's page that is older is asked for again.
YOUNG = timedelta(days=7)


def note_paused(base: Path, site: str) -> None:
    """Note that the crawl with this archive (folder and name, without ending) was paused at a site. Raises OSError."""
    file = file_of(base.parent, site)
    file.parent.mkdir(parents=True, exist_ok=True)
    if base.name not in names_in(file):
        with file.open("a", encoding="utf-8") as notes:
            notes.write(f"{base.name}\n")


def paused_archives(folder: Path, sites: Sequence[str], now: datetime) -> tuple[Path, ...]:
    """The files of crawls that were paused at these sites and not finished since, oldest crawl first."""
    names = dict.fromkeys(name for site in sites for name in names_in(file_of(folder, site)))
    files = (file for name in names for file in sorted(folder.glob(f"{name}*.warc.gz"), key=age_of))
    return tuple(file for file in files if age_of(file) > (now - YOUNG).timestamp())


def forget_paused(folder: Path, site: str) -> None:
    """Note that a crawl of this site has come to its end: the next one asks for everything. Raises OSError."""
    file = file_of(folder, site)
    if file.exists():
        file.unlink()


def file_of(folder: Path, site: str) -> Path:
    """Where the paused crawls of a site are noted."""
    return folder / FOLDER / "paused" / site


def names_in(file: Path) -> list[str]:
    """The names noted in a file; none where there is none."""
    return file.read_text("utf-8").split() if file.exists() else []


def age_of(file: Path) -> float:
    """When a file was last written to, in seconds since the epoch."""
    return file.stat().st_mtime
