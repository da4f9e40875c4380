"""What should have run and did not: nights, sites of a plan, sites that are overdue, crawls that broke off."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta

from nianbao.domain.seasons import NEVER, Looked, due_on
from nianbao.jobs.morning.alarm import Alarm, raised
from nianbao.jobs.morning.causes import WELL
from nianbao.jobs.morning.history import Known, day_of
from nianbao.jobs.morning.rules import limit
from nianbao.store.query_night import LeftOver, NightCrawl
from nianbao.store.query_night_looks import SeenLook

# Of what a list names, so many are written out.
NAMED = 3
SHORT = frozenset({"partial", "blocked", "unreachable", "robots"})


def crawl_alarms(crawls: Iterable[NightCrawl], now: datetime) -> Iterator[Alarm]:
    """Crawls that failed, were killed, or have not ended yet; the sites they did not come to."""
    for crawl in crawls:
        if crawl.state == "running" and now - crawl.started < timedelta(hours=limit("broken_off", "hours")):
            told = f"begun {crawl.started:%Y-%m-%d %H:%M} UTC, {len(crawl.selection)} sites"
            yield raised("running", crawl.crawl_id, told)
        elif crawl.state in {"running", "failed"}:
            told = f"on record as {crawl.state}, begun {crawl.started:%Y-%m-%d %H:%M} UTC, {len(crawl.selection)} sites"
            yield raised("broken_off", crawl.crawl_id, told)


def never_run(crawls: Sequence[NightCrawl], left: Iterable[LeftOver], now: datetime) -> Iterator[Alarm]:
    """Sites that were to be crawled on this night and of which no crawl came to an end."""
    done = {outcome["site"] for crawl in crawls for outcome in crawl.sites}
    told = {
        one.site: f"planned ({one.why}), {one.state}: {one.error or 'not begun'}; {one.attempts} attempts"
        for one in left
    }
    for crawl in crawls:
        is_dead = crawl.state == "failed" or now - crawl.started >= timedelta(hours=limit("broken_off", "hours"))
        for site in crawl.selection if is_dead else ():
            told.setdefault(site, f"crawl {crawl.crawl_id} was to do it, and is on record as {crawl.state}")
    for site, evidence in sorted(told.items()):
        if site not in done:
            yield raised("not_run", site, evidence, site=site)


def overdue_alarms(known: Known, sites: Iterable[str]) -> Iterator[Alarm]:
    """Sites of the registry that were crawled before, were due days ago, and have not been asked since."""
    then = known.night - timedelta(days=limit("overdue", "grace"))
    for site in sites:
        looks = known.looks.get(site, ())
        # A look that failed is one too: the site was asked, and is told by that.
        if not looks or day_of(looks[0].began) > then:
            continue
        due = due_on(then, looked_by(looks, known.night))
        if due.is_due:
            yield raised("overdue", site, f"since {then} at the latest: {due.reason}", site=site)


def missed_nights(
    looks: Mapping[str, Sequence[SeenLook]], crawled: Sequence[date], sites: Iterable[str], last: date
) -> Iterator[Alarm]:
    """Days up to `last` on which nothing was crawled though sites were due; `crawled`: the days of crawls."""
    if not crawled:
        return
    known = [site for site in sites if site in looks]
    for ago in range(limit("missed_night", "window"), -1, -1):
        day = last - timedelta(days=ago)
        if day in crawled or day <= crawled[0]:
            continue
        looked = {site: looked_by(looks[site], day) for site in known}
        # Of a site that was first looked at later, nobody can say that it should have been.
        due = [site for site, last in looked.items() if last != NEVER and due_on(day, last).is_due]
        if due:
            more = f" and {len(due) - NAMED} more" if len(due) > NAMED else ""
            yield raised("missed_night", day, f"{len(due)} sites were due: {', '.join(due[:NAMED])}{more}")


def looked_by(looks: Sequence[SeenLook], day: date) -> Looked:
    """When a site was last looked at, as was known at the end of a day; a list that was read whole is no shortfall."""
    until = [look for look in looks if day_of(look.began) <= day]
    whole = next((day_of(look.began) for look in until if look.is_whole or look.state in WELL), None)
    short = next((day_of(look.began) for look in until if not look.is_whole and look.state in SHORT), None)
    return Looked(whole, short)
