"""The legal calendar of a night: dates worked out by hand from the statute (条例 art. 49) and `seasons.toml`."""

from datetime import date

import pytest

from nianbao.domain.nightly import NEVER_SEEN, SeenSite, asked_on, nightly
from nianbao.domain.report import PublisherKind
from nianbao.domain.seasons import seasons

GOVERNMENT, DEPARTMENT = PublisherKind.GOVERNMENT, PublisherKind.DEPARTMENT


def seen(listed: str, whole: str | None = None, short: str | None = None, awaited: bool = False) -> SeenSite:
    """A site that was listed on that day; asked for everything then too unless said otherwise."""
    fallen = date.fromisoformat(short) if short else None
    return SeenSite(date.fromisoformat(listed), date.fromisoformat(whole or listed), fallen, awaited)


# What was seen, on which day one asks, whose list it is: what is asked for.
CALENDAR = [
    # A department's report is due by 31 January: nightly in January while it is not held.
    (seen("2027-01-10", awaited=True), "2027-01-11", DEPARTMENT, "look"),
    (seen("2027-01-10", awaited=True), "2027-01-11", GOVERNMENT, "none"),
    (seen("2027-01-10"), "2027-01-11", DEPARTMENT, "none"),
    # A government's by 31 March: nightly in February and March.
    (seen("2027-03-30", awaited=True), "2027-03-31", GOVERNMENT, "look"),
    (seen("2027-03-30", awaited=True), "2027-03-31", DEPARTMENT, "none"),
    (seen("2027-03-30", awaited=True), "2027-04-01", GOVERNMENT, "none"),
    # January to June every list weekly, then monthly, awaited or not.
    (seen("2027-01-10"), "2027-01-16", GOVERNMENT, "none"),
    (seen("2027-01-10"), "2027-01-17", GOVERNMENT, "look"),
    (seen("2027-06-01", awaited=True), "2027-06-08", GOVERNMENT, "look"),
    (seen("2027-07-10", awaited=True), "2027-08-08", GOVERNMENT, "none"),
    (seen("2027-07-10"), "2027-08-09", GOVERNMENT, "whole"),
    # Every report at the latest after thirty days.
    (seen("2027-02-20", whole="2027-01-20"), "2027-02-27", GOVERNMENT, "whole"),
    (seen("2027-02-20", whole="2027-02-01"), "2027-02-27", GOVERNMENT, "look"),
    # A report that did not come: again after three days; a list that did not: the next night, no sooner.
    (seen("2027-08-10", short="2027-08-10"), "2027-08-12", GOVERNMENT, "none"),
    (seen("2027-08-10", short="2027-08-10"), "2027-08-13", GOVERNMENT, "look"),
    (seen("2027-08-10", short="2027-08-12"), "2027-08-12", GOVERNMENT, "none"),
    (seen("2027-08-10", short="2027-08-12"), "2027-08-13", GOVERNMENT, "look"),
    # Seen whole after it fell short: nothing is left of that.
    (seen("2027-08-12", short="2027-08-10"), "2027-08-13", GOVERNMENT, "none"),
    (SeenSite(short=date(2027, 8, 12)), "2027-08-13", GOVERNMENT, "whole"),
    (NEVER_SEEN, "2027-08-13", GOVERNMENT, "whole"),
]


@pytest.mark.parametrize(("site", "today", "kind", "depth"), CALENDAR)
def test_the_calendar(site: SeenSite, today: str, kind: PublisherKind, depth: str) -> None:
    asked = asked_on(date.fromisoformat(today), site, kind)
    assert (asked.depth, bool(asked.reason)) == (depth, True), asked


def test_no_day_from_january_to_march_leaves_a_list_longer_than_a_week() -> None:
    for ordinal in range(date(2027, 1, 1).toordinal(), date(2027, 4, 1).toordinal()):
        week_ago = date.fromordinal(ordinal - 7)
        seen_then = SeenSite(week_ago, week_ago, is_awaited=False)
        assert asked_on(date.fromordinal(ordinal), seen_then, GOVERNMENT).is_due


def test_the_data_hang_together() -> None:
    told = nightly()
    assert told.after_shortfall <= told.after_partial <= min(season.days for season in seasons().all)
    # What looks ask for anew comes round within the time of a whole crawl, or the rotation is for nothing.
    assert told.revisit < told.whole
    assert told.revisits > 0
