"""How rows go in. Saving again changes nothing but the list of crawls."""

from nianbao.store.rows import CrawlSummary, ListingRow, Saved, SiteOutcome
from nianbao.store.save_crawl import (
    NoSuchCrawl,
    finish_crawl,
    mark_listing,
    save_capture,
    save_listing,
    save_sites,
    start_crawl,
)
from nianbao.store.save_report import CaptureMissing, save_report

__all__ = [
    "CaptureMissing",
    "CrawlSummary",
    "ListingRow",
    "NoSuchCrawl",
    "Saved",
    "SiteOutcome",
    "finish_crawl",
    "mark_listing",
    "save_capture",
    "save_listing",
    "save_report",
    "save_sites",
    "start_crawl",
]
