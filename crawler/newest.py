"""Which row of a list is its newest report."""

from collections.abc import Collection, Iterable
from datetime import date

from crawler.addresses import host_of
from crawler.items import ListRow, Verdict


def newest_report(rows: Iterable[ListRow], hosts: Collection[str]) -> ListRow | None:
    """The report of the latest year; of several the one on these hosts, then the one published last; null without any.

    A row whose title names no year counts as one of the year before it was published.
    """

    def age(row: ListRow) -> tuple[int, bool, date]:
        published = row.published or date.min
        return row.year or published.year - 1, host_of(row.url) in hosts, published

    return max((row for row in rows if row.verdict is Verdict.REPORT), key=age, default=None)
