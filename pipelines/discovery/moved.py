"""Whether a crawl looks as if its list had moved."""

from crawler.items import Verdict
from crawler.ledger import Ledger, Trouble
from crawler.registry import Site

# A list that was blocked, or did not answer, is where it was.
MOVED = frozenset({Trouble.GONE, Trouble.SENT_AWAY, Trouble.WRONG_PAGE, Trouble.LIST_SHORT})


def has_moved(site: Site, ledger: Ledger) -> bool:
    """Whether the list's address gave no list, and no row anywhere was a report of the site."""
    told = {short.trouble for short in ledger.shortfalls if short.url == site.list_url}
    return bool(told & MOVED) and not any(row.verdict is Verdict.REPORT for row in ledger.rows.values())
