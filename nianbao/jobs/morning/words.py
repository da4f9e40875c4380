"""The report in plain lines, for a terminal and for a mail. What portals wrote comes in as one harmless line each."""

from collections.abc import Iterator, Mapping
from datetime import date

from nianbao.jobs.morning.alarm import Alarm
from nianbao.jobs.morning.report import Morning

# Characters of a sentence that is told; the rest is in the JSON.
MOST = 300


def plain(said: object) -> str:
    """One line of printable characters: what a portal wrote must steer neither a terminal nor a mail's head."""
    words = "".join(one if one.isprintable() else " " for one in str(said)).split()
    line = " ".join(words)
    return line if len(line) <= MOST else line[: MOST - 1] + "…"


def headline(told: Morning) -> str:
    """The night in one line: what a mail's subject says."""
    alarms = [alarm for alarm in told.alarms if alarm.level == "alarm"]
    fresh = sum(alarm.since is None for alarm in alarms)
    look = f"{len(alarms)} need a look ({fresh} new)" if alarms else "all well"
    return f"nianbao, night of {told.night}: {look}; {_counts(told.sites)}; {told.new} new, {told.changed} changed"


def lines(told: Morning) -> Iterator[str]:
    """The whole report."""
    yield headline(told)
    yield ""
    yield f"crawls     {', '.join(_crawl(one) for one in told.crawls) or 'none on this day'}"
    yield f"sites      {_counts(told.sites) or 'none'}"
    yield f"reports    {told.new} new, {told.changed} changed; {told.findings} findings in what was read"
    yield f"standing   {_counts(told.standing)}"
    yield f"frame      reports on {told.night.year - 1}: {_counts(told.frame)}"
    for level in ("alarm", "note"):
        shown = [alarm for alarm in told.alarms if alarm.level == level]
        if shown:
            yield ""
            yield f"{level}s: {len(shown)}"
        for alarm in shown:
            yield from _alarm(alarm)


def row_of(alarm: Alarm) -> dict[str, object]:
    """An alarm as a row of a table or of CSV, harmless as the lines are."""
    return {
        "level": alarm.level,
        "alarm": alarm.alarm,
        "about": alarm.about,
        "subject": plain(alarm.subject),
        "since": alarm.since or "",
        "evidence": plain(alarm.evidence),
        "url": plain(alarm.url or ""),
        "record": plain(alarm.record or ""),
        "do": alarm.do,
    }


def _alarm(alarm: Alarm) -> Iterator[str]:
    yield f"  {alarm.alarm} {plain(alarm.subject)} ({_age(alarm.since)}): {plain(alarm.evidence)}"
    if alarm.url:
        yield f"      {plain(alarm.url)} {plain(alarm.record or '')}".rstrip()
    yield f"      -> {alarm.do}"


def _age(since: date | None) -> str:
    return f"since {since}" if since else "new"


def _crawl(crawl: Mapping[str, object]) -> str:
    return f"{crawl['crawl']} {crawl['state']} ({crawl['sites']} sites)"


def _counts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {name}" for name, count in counts.items() if count)
