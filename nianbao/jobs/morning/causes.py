"""Why a look at a site fell short: the alarms that its troubles are told as."""

from collections.abc import Iterator, Sequence
from datetime import date

from nianbao.jobs.morning.alarm import Alarm, raised
from nianbao.jobs.morning.history import Known, SiteNight, day_of
from nianbao.jobs.morning.rules import alarm_of_state, alarm_of_trouble, limit
from nianbao.store.query_night_looks import SeenLook

WELL = frozenset({"complete", "sampled"})


def causes_of(look: SeenLook) -> frozenset[str]:
    """The alarms of one look, from what kept things from us; a look without troubles on record, from its state."""
    if look.state in WELL:
        return frozenset()
    told = alarm_of_trouble()
    found = {told[trouble] for trouble in look.troubles} or {alarm_of_state().get(look.state, "list")}
    return frozenset(_of_list(look) if name == "list" else name for name in found)


def _of_list(look: SeenLook) -> str:
    """What a trouble with an address comes to: the list is elsewhere, a page of it is amiss, or a report is."""
    if look.has_moved:
        return "moved"
    return "not_got" if look.is_whole else "list_broken"


def site_alarms(known: Known, site: SiteNight) -> Iterator[Alarm]:
    """Why the site fell short on this night, each cause once."""
    if site.look is None:
        if site.outcome["state"] not in WELL:
            told = (
                f"crawl {site.crawl_id} ended with it as {site.outcome['state']}; nothing was exchanged with the portal"
            )
            yield raised("failed", site.site, told, site=site.site)
        return
    causes = lost_shape(known, site, causes_of(site.look))
    for name in sorted(causes):
        yield raised(
            name,
            site.site,
            evidence_of(site.look),
            site=site.site,
            since=standing_since(name, site.past),
            url=site.look.url,
            record=site.look.record_id,
        )
    if "moved" not in causes:
        yield from vanished(known, site)


def lost_shape(known: Known, site: SiteNight, causes: frozenset[str]) -> frozenset[str]:
    """Where a list that used to name reports of the site gives none at all, it is no broken page: it has moved."""
    had = known.last_whole(site.site, site.look.began if site.look else None)
    names_none = had is not None and known.shown[had.shown_id or 0] and site.asks_all and site.outcome["reports"] == 0
    if names_none and causes == {"list_broken"}:
        return frozenset({"moved"})
    return causes


def evidence_of(look: SeenLook) -> str:
    """What shows how a look ended: the sentence kept with it, the rule, and how many things were not got."""
    counts = ", ".join(f"{kind} {count}" for kind, count in sorted(look.troubles.items()))
    told = [look.evidence or f"the site's crawl ended {look.state}", f"({counts})" if counts else ""]
    return " ".join(filter(None, told))


def standing_since(name: str, past: Sequence[SeenLook]) -> date | None:
    """The night on which this cause began, if the look before had it too; null: it is new."""
    since = None
    for look in past:
        if name not in causes_of(look):
            break
        since = day_of(look.began)
    return since


def vanished(known: Known, site: SiteNight) -> Iterator[Alarm]:
    """Own reports that a list read whole named before and names no more: most of them, or some."""
    look = site.look
    if look is None or not look.is_whole or look.shown_id is None:
        return
    wholes = [one for one in site.past if one.is_whole and one.shown_id is not None]
    now = addresses(known, look)
    if gone_most := [one for one in wholes if is_mostly_gone(addresses(known, one), now)]:
        fullest = max(gone_most, key=lambda one: len(addresses(known, one)))
        told = f"the list named {len(addresses(known, fullest))} reports on {day_of(fullest.began)}, now {len(now)}"
        standing = [one for one in wholes if one.began > fullest.began and len(addresses(known, one)) <= len(now)]
        since = day_of(standing[-1].began) if standing else None
        yield raised("moved", site.site, told, site=site.site, since=since, url=look.list_url, record=look.record_id)
    elif wholes:
        yield from withdrawn(known, site, look, wholes[0])


def is_mostly_gone(before: frozenset[str], now: frozenset[str]) -> bool:
    """Whether so large a share of what was named is not named any more that it is another list."""
    share: float = limit("moved", "vanished_share")
    return len(before) > 1 and len(now) <= len(before) * (1 - share) and len(before - now) >= len(before) * share


def withdrawn(known: Known, site: SiteNight, look: SeenLook, before: SeenLook) -> Iterator[Alarm]:
    """Reports that the list named at the look before, of years of which it names none now."""
    years, were = known.shown[look.shown_id or 0], known.shown[before.shown_id or 0]
    for year in sorted(were.keys() - years.keys() - {0}):
        url = were[year].urls[0]
        told = f"the list named it on {day_of(before.began)}, and on {day_of(look.began)} no report on {year}"
        yield raised("withdrawn", f"{site.site}/{year}", told, site=site.site, url=url, record=look.record_id)


def addresses(known: Known, look: SeenLook) -> frozenset[str]:
    """The addresses of own reports that a list showed."""
    years = known.shown[look.shown_id] if look.shown_id is not None else {}
    return frozenset(url for year in years.values() for url in year.urls)
