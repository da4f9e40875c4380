"""What a site's crawl leaves beside its reports: every capture, the rows of its list, and what became of each."""

from collections.abc import Iterable, Iterator

from sqlalchemy import Connection

from crawler.addresses import same_page
from crawler.items import ListRow, Verdict
from crawler.ledger import Ledger, Shortfall, Trouble
from crawler.registry import Site
from nianbao.domain.publishers import canonical_name
from nianbao.store.organs import note_organs
from nianbao.store.rows import ListingRow
from nianbao.store.save import mark_listing, save_capture, save_listing
from pipelines.job import Tally
from pipelines.organs import organ_of_row

# Rows that are titles of reports.
REPORTS = (Verdict.REPORT, Verdict.OTHER_ORGAN)

# The report-year state of a listed report that was not captured (contract.md); of other troubles it stays `listed`.
STATE_OF_TROUBLE = {
    Trouble.GONE: "gone",
    Trouble.BLOCKED: "blocked",
    Trouble.UNREACHABLE: "unreachable",
    Trouble.ROBOTS: "robots",
}


def save_site(connection: Connection, crawl_id: int, site: Site, ledger: Ledger, tally: Tally) -> None:
    """Store one site's captures and list."""
    # Two crawls of one site at once lock the rows in the same order, so that neither waits for the other.
    for capture in sorted(tally.captures, key=lambda capture: capture.record.id):
        save_capture(connection, crawl_id, site.name, capture)
    listed = listed_rows(site, (*ledger.rows.values(), *ledger.attachments.values()))
    rows = [*listed, *known_rows(site, ledger, tally)]
    note_organs(connection, ((row.region_code, row.organ) for row in rows if row.region_code and row.organ))
    save_listing(connection, rows)
    for url, state, evidence in row_states(ledger, tally):
        mark_listing(connection, site.name, url, state, evidence)
    for shortfall in ledger.shortfalls:
        if shortfall.trouble is Trouble.PAUSED:
            # It was not asked for: what is held of it stands as it stood.
            mark_listing(connection, site.name, shortfall.url, "listed", shortfall.reason, keep_held=True)


def listed_rows(site: Site, rows: Iterable[ListRow]) -> Iterator[ListingRow]:
    """Rows of the list, or files beside its reports, each with the organ that it is of."""
    for row in rows:
        said = (row.site, row.url, row.title, row.published, row.publisher, row.year, row.verdict.value)
        region, organ = organ_of_row(site, row)
        yield ListingRow(*said, region_code=region, organ=organ)


def known_rows(site: Site, ledger: Ledger, tally: Tally) -> Iterator[ListingRow]:
    """The registry's own addresses that no list names and that are not held: they must not be missing in silence."""
    of_sample = (url for url in site.sample_reports if same_page(url) in ledger.asked)
    for url in (*site.reports, *of_sample):
        if url not in ledger.not_held and same_page(url) not in ledger.rows and url not in tally.held:
            organ = canonical_name(site.publisher, site.region)
            named = {"region_code": site.region, "organ": organ}
            yield ListingRow(site.name, url, "", None, site.publisher, None, "report", **named)


def row_states(ledger: Ledger, tally: Tally) -> Iterator[tuple[str, str, str]]:
    """What became of each address: (url, state, what shows it)."""
    for url in sorted(tally.held):
        yield url, "held", ""
    for url, reason in tally.not_read.items():
        yield url, "format_not_read", reason
    for shortfall in ledger.shortfalls:
        if shortfall.trouble is not Trouble.PAUSED:
            yield shortfall.url, state_of(shortfall), shortfall.reason


def state_of(shortfall: Shortfall) -> str:
    """The report-year state of an address that fell short."""
    return STATE_OF_TROUBLE.get(shortfall.trouble, "listed")
