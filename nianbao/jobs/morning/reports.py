"""What a night brought of reports: other contents of held ones, other addresses, contradictions in new ones."""

from collections import Counter
from collections.abc import Iterable, Iterator

from nianbao.jobs.morning.alarm import Alarm, raised
from nianbao.store.query_night_reports import Arrived, Turned

# Figures of a changed report that are named; the others are counted.
NAMED = 3


def changed_alarms(documents: Iterable[Turned]) -> Iterator[Alarm]:
    """Held reports whose document shows another content: poorer, with other figures, or neither."""
    for one in documents:
        name = "regressed" if is_poorer(one) else "edited" if one.keys else "retouched"
        subject = one.report_id
        yield raised(name, subject, told_of(one), site=one.site, url=one.url, record=one.record_id)


def is_poorer(one: Turned) -> bool:
    """Whether it is read as less than it was: fewer tables, fewer numbers, or no longer as that report."""
    return one.report_now != one.report_id or one.tables < one.tables_before or one.numbers < one.numbers_before


def told_of(one: Turned) -> str:
    """What differs, in a sentence."""
    if one.report_now != one.report_id:
        return f"it was {one.report_id} and is read as {one.report_now or 'no report of a known organ and year'} now"
    more = f" and {len(one.keys) - NAMED} more" if len(one.keys) > NAMED else ""
    figures = (
        f"{len(one.keys)} figures differ: {', '.join(one.keys[:NAMED])}{more}" if one.keys else "no figure differs"
    )
    sizes = (
        f"; numbers {one.numbers_before} -> {one.numbers}, tables {one.tables_before} -> {one.tables}"
        if is_poorer(one)
        else ""
    )
    return figures + sizes + ("; its heading is another" if one.is_retitled else "")


def arrival_alarms(documents: Iterable[Arrived]) -> Iterator[Alarm]:
    """Documents seen for the first time: a further address of a held report, official identities that fail."""
    for one in documents:
        if one.known:
            told = f"first seen at {one.url}"
            yield raised("reissued", one.report_id, told, site=one.site, url=one.url, record=one.record_id)
        elif one.rules:
            counts = ", ".join(f"{rule} {count}" for rule, count in sorted(Counter(one.rules).items()))
            yield raised("errors", one.report_id, counts, site=one.site, url=one.url, record=one.record_id)
