"""The tables, one file a subject; `metadata` holds them all."""

from nianbao.store.models.base import Base
from nianbao.store.models.codebook import Crosswalk, FormCell, Indicator, Installed
from nianbao.store.models.decisions import Decision, Endorsement
from nianbao.store.models.fetched import Capture, Crawl, Listing, Portal
from nianbao.store.models.frame import Duty, Elsewhere
from nianbao.store.models.host_accounts import HostDay, HostPause
from nianbao.store.models.looks import Look, Outcome, Shown
from nianbao.store.models.nights import Night, NightSite
from nianbao.store.models.passages import Passage
from nianbao.store.models.places import (
    Publisher,
    PublisherEvent,
    Region,
    RegionCode,
    RegionEvent,
    RegionName,
    RegionParent,
)
from nianbao.store.models.rates import Denominator, Rate, RateEra, RateTerm, RateTotal, Refreshed, RegimeEvent
from nianbao.store.models.readings import Claim, Figure, Finding, Section
from nianbao.store.models.releases import Release, ReleaseDecision, ReleaseReport
from nianbao.store.models.reports import Document, Edition, Reading, ReadingRun, Report
from nianbao.store.models.reread_runs import RereadBatch, RereadRun
from nianbao.store.models.reuse import TextReuse, TextReuseYear

metadata = Base.metadata

__all__ = [
    "Base",
    "Capture",
    "Claim",
    "Crawl",
    "Crosswalk",
    "Decision",
    "Denominator",
    "Document",
    "Duty",
    "Edition",
    "Elsewhere",
    "Endorsement",
    "Figure",
    "Finding",
    "FormCell",
    "HostDay",
    "HostPause",
    "Indicator",
    "Installed",
    "Listing",
    "Look",
    "Night",
    "NightSite",
    "Outcome",
    "Passage",
    "Portal",
    "Publisher",
    "PublisherEvent",
    "Rate",
    "RateEra",
    "RateTerm",
    "RateTotal",
    "Reading",
    "ReadingRun",
    "Refreshed",
    "RegimeEvent",
    "Region",
    "RegionCode",
    "RegionEvent",
    "RegionName",
    "RegionParent",
    "Release",
    "ReleaseDecision",
    "ReleaseReport",
    "Report",
    "RereadBatch",
    "RereadRun",
    "Section",
    "Shown",
    "TextReuse",
    "TextReuseYear",
    "metadata",
]
