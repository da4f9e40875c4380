"""What a discovery came to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from crawler.discovery.walk import Step
from crawler.registry import Site


@dataclass(frozen=True, slots=True)
class Rejected:
    """A column that was looked at and not taken, with each reason."""

    url: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A row for the registry. `trail`: the way to its list, as (words, address); `report`: the one that was read, as
    `nianbao read` prints it; `listed`: address by year of the publisher's reports; `agreed_with`: address at which a
    report is held that this one is, empty where none is; `lacking`: years that are held and not listed any more.
    """

    site: Site
    trail: tuple[tuple[str, str], ...]
    report_url: str
    report: Mapping[str, Any] = field(repr=False)
    listed: Mapping[int, str]
    agreed_with: str
    lacking: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Discovery:
    """How a discovery ended. `asked_for`: a home page, or the site's name; `fault`: why nothing could be asked at all;
    `stopped`: the bound that ended it, empty for none; `proposal`: null where nothing was found.
    """

    asked_for: str
    steps: tuple[Step, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    proposal: Proposal | None = None
    fault: str = ""
    stopped: str = ""
