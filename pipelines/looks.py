"""What a crawl saw of a site, as it is kept: the look at its list, and what became of each address of a report."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urljoin

from sqlalchemy import Connection

from crawler.ledger import STATE_OF_TROUBLE, Ledger, Shortfall, Trouble
from crawler.registry import Site
from nianbao.domain.capture import Capture
from nianbao.store.save_looks import LookRow, OutcomeRow, Shown, save_look, save_outcomes
from pipelines.discovery.moved import has_moved
from pipelines.job import Tally
from pipelines.listing import REPORTS, listed_rows, state_of

ROBOTS = "robots.txt"
# Our own limits kept it back: that says nothing about the portal.
PAUSED = "paused"


@dataclass(frozen=True, slots=True)
class Exchange:
    """What came of a request: an answer or none, and its record."""

    at: datetime
    record_id: str
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """Everything that was exchanged for a site: the last of each address, and the moments of the first and last."""

    last: Mapping[str, Exchange]
    began: datetime
    ended: datetime

    def shows(self, url: str, rule: str) -> Exchange | None:
        """The exchange that shows what became of an address; of one that the rules forbid, that of the rules."""
        return self.last.get(urljoin(url, "/robots.txt") if rule == ROBOTS else url.partition("#")[0])


def seen(ledger: Ledger, tally: Tally) -> Seen | None:
    """What was exchanged; None where nothing was. The moments are those of the list, where it was asked for."""
    told = [(one.url, Exchange(one.captured_at, one.record.id, one.record.digest)) for one in tally.captures]
    told += [(one.url, Exchange(one.at, one.record.id)) for one in tally.failures if one.kind != PAUSED]
    told.sort(key=lambda each: each[1].at)
    moments = [one.at for url, one in told if url not in ledger.of_reports] or [one.at for _, one in told]
    return Seen(dict(told), moments[0], moments[-1]) if moments else None


def save_seen(connection: Connection, crawl_id: int, site: Site, ledger: Ledger, tally: Tally) -> None:
    """Keep what was seen of a site."""
    look = look_of(site, ledger, tally)
    if look is not None:
        save_look(connection, crawl_id, look)
        save_outcomes(connection, crawl_id, outcomes_of(site, ledger, tally))


def look_of(site: Site, ledger: Ledger, tally: Tally) -> LookRow | None:
    """The look at a site's list; None where the site was not asked for anything."""
    exchanged = seen(ledger, tally)
    if exchanged is None:
        return None
    short = decisive(ledger)
    shows = exchanged.shows(short.url, short.rule) if short else exchanged.last.get(site.list_url or "")
    whole = is_whole(site, ledger)
    return LookRow(
        site=site.name,
        began=exchanged.began,
        ended=exchanged.ended,
        list_url=site.list_url,
        state=ledger.state().value,
        is_whole=whole,
        shown=shown(site, ledger) if whole else (),
        url=(short.url if short else site.list_url) or None,
        rule=short.rule if short else "",
        evidence=short.reason if short else "",
        record_id=shows.record_id if shows else None,
        troubles=dict(Counter(one.trouble.value for one in ledger.shortfalls)),
        has_moved=has_moved(site, ledger),
    )


def decisive(ledger: Ledger) -> Shortfall | None:
    """What decided the state of a site: of all that fell short the first of the kind that its state is called after."""
    state = ledger.state()
    named = (short for short in ledger.shortfalls if STATE_OF_TROUBLE.get(short.trouble) == state)
    return next(named, next(iter(ledger.shortfalls), None))


def is_whole(site: Site, ledger: Ledger) -> bool:
    """Whether every page of the list was read; a report that did not come takes nothing from that."""
    read = ledger.list_read
    short = [one for one in ledger.shortfalls if one.trouble is Trouble.LIST_SHORT or one.url not in ledger.of_reports]
    return read is not None and read.pages > 0 and site.list_url not in ledger.not_held and not short


def shown(site: Site, ledger: Ledger) -> Shown:
    """The rows of the list that are titles of reports."""
    return [
        {
            "url": row.url,
            "title": row.title,
            "published": row.published.isoformat() if row.published else None,
            "year": row.year,
            "region": row.region_code,
            "organ": row.organ,
            "verdict": row.verdict,
        }
        for row in listed_rows(site, ledger.rows.values())
        if row.verdict in REPORTS
    ]


def outcomes_of(site: Site, ledger: Ledger, tally: Tally) -> Iterator[OutcomeRow]:
    """What became of each address of a report that was asked for."""
    exchanged = seen(ledger, tally)
    if exchanged is None:
        return
    for url in tally.held:
        yield answered(site, url, tally.answers[url], "held", "")
    for url, reason in tally.not_read.items():
        yield answered(site, url, tally.answers[url], "format_not_read", reason)
    for short in ledger.shortfalls:
        if short.url in ledger.of_reports and short.url not in tally.held and short.trouble.value != PAUSED:
            shows = exchanged.shows(short.url, short.rule)
            at, record = (shows.at, shows.record_id) if shows else (exchanged.ended, None)
            yield OutcomeRow(site.name, short.url, at, state_of(short), short.rule, short.reason, record)


def answered(site: Site, url: str, capture: Capture, state: str, reason: str) -> OutcomeRow:
    """What became of an address whose document came."""
    return OutcomeRow(site.name, url, capture.captured_at, state, "", reason, capture.record.id)
