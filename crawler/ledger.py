"""The account of one site's crawl: what was declared, listed, asked and got, and what fell short."""

from dataclasses import dataclass, field
from enum import StrEnum

from crawler.items import ListRow
from crawler.told import rule_in


class Trouble(StrEnum):
    """Why something asked for was not got."""

    ROBOTS = "robots"
    BLOCKED = "blocked"
    UNREACHABLE = "unreachable"
    NOT_IN_ARCHIVE = "not_in_archive"
    GONE = "gone"
    WRONG_PAGE = "wrong_page"
    LIST_SHORT = "list_short"
    PAUSED = "paused"
    FOREIGN_HOST = "foreign_host"
    SENT_AWAY = "sent_away"
    NOT_READ = "not_read"
    ARCHIVE = "archive"
    ERROR = "error"


class SiteState(StrEnum):
    """How a site's crawl ended (contract.md); only `complete` may retire a report that is no longer listed."""

    COMPLETE = "complete"
    SAMPLED = "sampled"
    PARTIAL = "partial"
    BLOCKED = "blocked"
    UNREACHABLE = "unreachable"
    ROBOTS = "robots"
    FAILED = "failed"


# A site of which nothing was got is in the state of its trouble, where all its troubles are of one kind.
STATE_OF_TROUBLE = {
    Trouble.ROBOTS: SiteState.ROBOTS,
    Trouble.BLOCKED: SiteState.BLOCKED,
    Trouble.UNREACHABLE: SiteState.UNREACHABLE,
}
# An error of our own or of the archive says nothing about the portal: the site's crawl failed, whatever was got.
FATAL = frozenset({Trouble.ERROR, Trouble.ARCHIVE})


@dataclass(frozen=True, slots=True)
class Shortfall:
    """One thing that was asked for and not got; `reason` is a sentence for people, `rule` what recognised it."""

    url: str
    trouble: Trouble
    reason: str
    rule: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class ListRead:
    """What was read of a list. `pages_said`: pages that it says it has, null where that could not be told; `pages`:
    those that gave rows; `rows`: how many they gave; `last_page`: address of the last one asked for.
    """

    pages_said: int | None
    pages: int
    rows: int
    last_page: str


@dataclass(slots=True)
class Ledger:
    """Counted while a site is crawled. `declared`: rows the list says it has, null where it does not say.

    `rows` by document; `attachments`: files beside reports, by document; `asked`, `captured`: addresses of reports;
    `of_reports`: addresses of reports and their files as they were asked for, or would have been;
    `left_out`: reports passed over by `--year` or `--sample-of`; `not_held`: addresses of the registry row that the
    archives of a replay, a selection, do not hold; `open`: addresses requested of which nothing has come back yet;
    `list_read`: what was read of the list, null without one; `ended`: whether the spider has closed the account.
    `hidden`: rows that stand in a page's comments alone, by document, never asked for; `nothing_for`: addresses that
    answered that there is no report for their year, with that year.
    """

    declared: int | None = None
    rows: dict[str, ListRow] = field(default_factory=dict)
    attachments: dict[str, ListRow] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)
    of_reports: set[str] = field(default_factory=set)
    captured: set[str] = field(default_factory=set)
    left_out: set[str] = field(default_factory=set)
    not_held: set[str] = field(default_factory=set)
    open: set[str] = field(default_factory=set)
    list_read: ListRead | None = None
    hidden: dict[str, ListRow] = field(default_factory=dict)
    nothing_for: dict[str, int] = field(default_factory=dict)
    ended: bool = False
    shortfalls: list[Shortfall] = field(default_factory=list)

    def fall_short(self, url: str, trouble: Trouble, reason: str) -> None:
        """Note what was not got."""
        self.shortfalls.append(Shortfall(url, trouble, str(reason), rule_in(reason)))

    @property
    def listed(self) -> int:
        """Distinct addresses that the list or the registry names."""
        return len(self.rows.keys() | self.asked)

    def state(self) -> SiteState:
        """The contract's state of the site, from what is in the account."""
        troubles = {shortfall.trouble for shortfall in self.shortfalls}
        if troubles & FATAL:
            return SiteState.FAILED
        if troubles and not self.rows and not self.captured:
            return state_of_nothing(troubles)
        if troubles:
            return SiteState.PARTIAL
        return SiteState.SAMPLED if self.left_out or self.not_held else SiteState.COMPLETE


def state_of_nothing(troubles: set[Trouble]) -> SiteState:
    """The state of a site of which nothing was got; where our own limits kept something back, that is not known yet."""
    if Trouble.PAUSED in troubles:
        return SiteState.PARTIAL
    states = {STATE_OF_TROUBLE.get(trouble, SiteState.FAILED) for trouble in troubles}
    return states.pop() if len(states) == 1 else SiteState.FAILED
