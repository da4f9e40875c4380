"""The morning report: what happened in a night, what needs a look, and how everything stands."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from nianbao.jobs.morning.alarm import Alarm, in_order
from nianbao.jobs.morning.causes import site_alarms
from nianbao.jobs.morning.history import Known, day_of, known_of
from nianbao.jobs.morning.missed import crawl_alarms, missed_nights, never_run, overdue_alarms
from nianbao.jobs.morning.reports import arrival_alarms, changed_alarms
from nianbao.jobs.morning.season import late_alarm, slow_alarm, zero_alarms
from nianbao.store.query_coverage import summary
from nianbao.store.query_night import crawled_days, left_over
from nianbao.store.query_night_reports import Arrived, arrived, turned


@dataclass(frozen=True, slots=True)
class Morning:
    """A night told. `sites`: how many ended in which state; `standing`: how every site of the registry was found when
    it was last looked at; `frame`: units of the year before by state. `new`, `changed`, `findings`: reports and what
    does not add up in them, as the crawls counted them.
    """

    night: date
    crawls: tuple[dict[str, Any], ...]
    sites: Mapping[str, int]
    new: int
    changed: int
    findings: int
    arrivals: tuple[Arrived, ...]
    alarms: tuple[Alarm, ...]
    standing: Mapping[str, int]
    frame: Mapping[str, int]

    @property
    def needs_a_look(self) -> bool:
        """Whether any alarm stands; notes do not count."""
        return any(alarm.level == "alarm" for alarm in self.alarms)

    def to_json(self) -> dict[str, Any]:
        """All of it, plain."""
        return {
            "night": self.night.isoformat(),
            "needs_a_look": self.needs_a_look,
            "crawls": list(self.crawls),
            "sites": dict(self.sites),
            "reports": {
                "new": self.new,
                "changed": self.changed,
                "findings": self.findings,
                "first_seen": [one.report_id for one in self.arrivals if not one.known],
            },
            "alarms": [_plain(alarm) for alarm in self.alarms],
            "standing": dict(self.standing),
            "frame": dict(self.frame),
        }


def _plain(alarm: Alarm) -> dict[str, Any]:
    return asdict(alarm) | {"since": alarm.since.isoformat() if alarm.since else None}


def last_night(connection: Connection, now: datetime) -> date | None:
    """The last day on which a crawl began; null: there was none."""
    days = crawled_days(connection, day_of(now))
    return days[-1] if days else None


def morning(
    connection: Connection, regions: Mapping[str, str], now: datetime, night: date | None = None
) -> Morning | None:
    """A night told; without one the last on which a crawl began, and the days since; null: nothing ever ran.

    `regions`: the sites of the registry, each with the code of its region.
    """
    of = night or last_night(connection, now)
    if of is None:
        return None
    known = known_of(connection, of, regions)
    until = of if night else max(of, day_of(now) - timedelta(days=1))
    numbers = [crawl.crawl_id for crawl in known.crawls]
    arrivals = arrived(connection, numbers)
    alarms = [
        *_of_sites(known),
        *changed_alarms(turned(connection, numbers)),
        *arrival_alarms(arrivals),
        *zero_alarms(known),
        *_of_the_run(connection, known, now, until),
    ]
    lines = [site.outcome for site in known.sites]
    return Morning(
        night=of,
        crawls=tuple(_crawls(known)),
        sites=Counter(line["state"] for line in lines),
        new=sum(line["new"] for line in lines),
        changed=sum(line["changed"] for line in lines),
        findings=sum(line["findings"] for line in lines),
        arrivals=arrivals,
        alarms=in_order(alarms),
        standing=_standing(known),
        frame=_frame(connection, known.year),
    )


def _of_sites(known: Known) -> Iterator[Alarm]:
    for site in known.sites:
        yield from site_alarms(known, site)
        yield from late_alarm(known, site)
        yield from slow_alarm(known, site)


def _of_the_run(connection: Connection, known: Known, now: datetime, until: date) -> Iterator[Alarm]:
    yield from crawl_alarms(known.crawls, now)
    yield from never_run(known.crawls, left_over(connection, known.night, now), now)
    yield from overdue_alarms(known, known.regions)
    yield from missed_nights(known.looks, crawled_days(connection, until), known.regions, until)


def _crawls(known: Known) -> Iterator[dict[str, Any]]:
    for crawl in known.crawls:
        told = {"crawl": crawl.crawl_id, "began": crawl.began, "ended": crawl.ended, "state": crawl.state}
        yield told | {"sites": len(crawl.selection)}


def _standing(known: Known) -> Mapping[str, int]:
    """How each site of the registry was found when it was last looked at; never: not in the time remembered."""
    last = {site: looks[0].state for site, looks in known.looks.items()}
    return Counter(last.get(site, "never") for site in known.regions)


def _frame(connection: Connection, year: int) -> Mapping[str, int]:
    """Units that should have reported on a year, by state, as of now."""
    counts: Counter[str] = Counter()
    for row in summary(connection, year):
        counts.update({name.removeprefix("n_"): count for name, count in row.items() if name.startswith("n_")})
    return counts
