"""Silence that the season, or a site's own past, speaks against."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from statistics import median

from nianbao.domain.obligations import obligations
from nianbao.jobs.morning.alarm import Alarm, raised
from nianbao.jobs.morning.history import Known, SiteNight, day_of
from nianbao.jobs.morning.rules import limit


def late_alarm(known: Known, site: SiteNight) -> Iterator[Alarm]:
    """A list that names nothing on the year, though it did by this day in each of the years before."""
    look = site.look
    if look is None or not look.is_whole or look.shown_id is None or has_report(known, site.site):
        return
    days = days_of_past(known, [site.site], limit("late", "seasons"))
    due = due_by_past(days, limit("late", "margin"), known.night.year)
    if due is not None and known.night > due:
        told = f"nothing on {known.year}; listed on {', '.join(day.isoformat() for day in days)} in the years before"
        yield raised("late", site.site, told, site=site.site, url=look.list_url, record=look.record_id)


def zero_alarms(known: Known) -> Iterator[Alarm]:
    """Provinces of which nobody has a report on the year, out of season excepted."""
    for province, sites in sorted(by_province(known).items()):
        fresh = [site for site in sites if is_fresh(known, site)]
        if len(fresh) < limit("zero", "least_sites") or any(has_report(known, site) for site in sites):
            continue
        if reasons := [*by_law(known), *by_past(known, fresh)]:
            told = f"{len(fresh)} lists read whole, none names a report on {known.year}: {'; '.join(reasons)}"
            look = known.last_whole(fresh[0])
            url, record = (look.list_url, look.record_id) if look else (None, None)
            yield raised("zero", province, told, url=url, record=record)


def by_law(known: Known) -> Iterator[str]:
    """That the law's day is past, until the season ends."""
    kind = limit("zero", "kind")
    duty = next(
        one for one in obligations() if one.kind == kind and one.first_year <= known.year <= last_of(one.last_year)
    )
    month, day = (int(part) for part in limit("zero", "until").split("-"))
    if duty.due_month and duty.due_day:
        due = date(known.night.year, duty.due_month, duty.due_day)
        if due < known.night <= date(known.night.year, month, day):
            yield f"due by {due} ({duty.law})"


def by_past(known: Known, sites: Sequence[str]) -> Iterator[str]:
    """That in each of the last years somebody was first by now."""
    days = days_of_past(known, sites, limit("zero", "seasons"))
    due = due_by_past(days, limit("zero", "margin"), known.night.year)
    month, day = (int(part) for part in limit("zero", "until").split("-"))
    if due is not None and due < known.night <= date(known.night.year, month, day):
        yield f"the first was listed on {', '.join(one.isoformat() for one in days)} in the years before"


def days_of_past(known: Known, sites: Sequence[str], seasons: int) -> list[date]:
    """The day on which the first report of these sites was listed, of each year before; none where one is not known."""
    found = []
    for year in range(known.year - seasons, known.year):
        looks = [look for site in sites if (look := known.last_whole(site)) is not None]
        shown = [known.shown[look.shown_id or 0].get(year) for look in looks]
        days = [one.first for one in shown if one is not None and one.first is not None and one.first.year == year + 1]
        found += [min(days)] if days else []
    return found if len(found) == seasons else []


def due_by_past(days: Sequence[date], margin: int, year: int) -> date | None:
    """The day of this year by which something should be there, going by the latest of those days; null: not known."""
    if not days:
        return None
    # 29 February has no fellow in most years.
    latest = max((day.month, min(day.day, 28) if day.month == 2 else day.day) for day in days)
    return date(year, *latest) + timedelta(margin)


def has_report(known: Known, site: str) -> bool:
    """Whether a report of the site on the year is held, or its list names one."""
    look = known.last_whole(site)
    return site in known.holding or (look is not None and known.year in known.shown[look.shown_id or 0])


def is_fresh(known: Known, site: str) -> bool:
    """Whether the site's list was read whole of late."""
    look = known.last_whole(site)
    return look is not None and (known.night - day_of(look.began)).days <= limit("zero", "fresh")


def by_province(known: Known) -> dict[str, list[str]]:
    """The sites that were ever looked at, by the code of their province."""
    found: dict[str, list[str]] = {}
    for site in sorted(known.looks):
        if site in known.regions:
            found.setdefault(f"{known.regions[site][:2]}0000", []).append(site)
    return found


def last_of(year: int | None) -> int:
    """The last year of a span; one without an end goes on."""
    return 9999 if year is None else year


def slow_alarm(known: Known, site: SiteNight) -> Iterator[Alarm]:
    """A portal that answers much more slowly than it used to."""
    now = pace_of(known, site.site, site.crawl_id)
    before = [pace for look in site.past if (pace := pace_of(known, site.site, look.crawl_id)) is not None]
    if now is None or len(before) < limit("slow", "least_nights"):
        return
    usual = median(before)
    if now >= limit("slow", "seconds") and now >= usual * limit("slow", "times"):
        told = f"{now:.1f} seconds from one answer to the next; {usual:.1f} on the {len(before)} nights before (median)"
        yield raised("slow", site.site, told, site=site.site)


def pace_of(known: Known, site: str, crawl: int) -> float | None:
    """Seconds from one answer of a crawl to the next; null: too few of them."""
    paced = known.paces.get((site, crawl))
    if paced is None or paced.answers < limit("slow", "least_answers"):
        return None
    seconds: float = paced.seconds
    return seconds / (int(paced.answers) - 1)
