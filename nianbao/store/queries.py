"""What the commands ask: series, reports, figures, findings, changes, the ledger, crawls, and the source of a cell."""

from nianbao.store.query_changes import Change, changes
from nianbao.store.query_crawls import CrawlRow, crawls
from nianbao.store.query_decisions import DecisionRow, decisions
from nianbao.store.query_findings import HeldFinding, findings_of
from nianbao.store.query_ledger import LedgerRow, ledger
from nianbao.store.query_reports import (
    HeldReport,
    Series,
    default_publisher,
    figures_of,
    reports,
    series_of,
)
from nianbao.store.query_source import Source, source_of

__all__ = [
    "Change",
    "CrawlRow",
    "DecisionRow",
    "HeldFinding",
    "HeldReport",
    "LedgerRow",
    "Series",
    "Source",
    "changes",
    "crawls",
    "decisions",
    "default_publisher",
    "figures_of",
    "findings_of",
    "ledger",
    "reports",
    "series_of",
    "source_of",
]
