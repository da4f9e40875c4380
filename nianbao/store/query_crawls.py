"""What ran, and how it ended."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from nianbao.store import models


@dataclass(frozen=True, slots=True)
class CrawlRow:
    """One crawl; `ended` null while it runs; `sites` as `nianbao crawl` prints them; `vantage`: asked from where."""

    crawl: int
    started: datetime
    ended: datetime | None
    state: str
    sites: Sequence[Mapping[str, Any]]
    vantage: str


def crawls(connection: Connection) -> tuple[CrawlRow, ...]:
    """Every crawl, oldest first."""
    crawl = models.Crawl
    columns = (crawl.crawl_id, crawl.started, crawl.ended, crawl.state, crawl.sites, crawl.vantage)
    return tuple(CrawlRow(*row) for row in connection.execute(select(*columns).order_by(crawl.crawl_id)))
