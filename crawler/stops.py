"""Crawls that did not come to their end: what an archive says of that, for whoever replays it."""

from collections.abc import Iterable
from pathlib import Path

from nianbao.archive.failures import Failure
from nianbao.archive.index import Index, request_key
from nianbao.archive.reader import info_of

# What a crawl's archive calls that a site was given up, and the field by which its files are known.
STOPPED = "stopped"
OWN_RECORD = "recorded"


def stop_url(site: str) -> str:
    """The address under which an archive keeps that the crawl of a site was stopped; no portal answers there."""
    return f"urn:nianbao:stopped:{site}"


def told_of_stop(reason: str) -> str:
    """What is said of a crawl that ended otherwise than Scrapy's `finished`."""
    return f"the crawl was stopped: {reason}"


def stop_on_record(index: Index, site: str) -> str:
    """Why the crawl of a site was stopped when it was recorded; empty where it was not."""
    told = index.next_answer(request_key("GET", stop_url(site)))
    return told.reason if isinstance(told, Failure) else ""


def are_recorded(archives: Iterable[Path]) -> bool:
    """Whether one of these files is a crawl's own record: of what it lacks, nobody made a selection."""
    return any(OWN_RECORD in info_of(archive) for archive in archives)
