"""Lists that nobody writes: every year of an organ is asked, and each answer is a report, nothing, or an error."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.clock import now
from crawler.families.accounting import asked_for
from crawler.families.lists import END_OF_PAGE, ListSpider
from crawler.families.pager import PagerUnread
from crawler.families.yearly import for_year, is_yearly, says_nothing_for, yearly_address
from crawler.items import ListRow, Verdict
from crawler.ledger import Trouble
from crawler.lines import TooDeep
from crawler.pages import is_expected, published_on, stub_fault, titles_of
from crawler.text import page_text
from crawler.titles import is_publisher, judge_row
from crawler.troubles import failed_request


class ByYearSpider(ListSpider):
    """Asks for each year from the row's first to the last that has ended, where the site's organ is known.

    The organ stands in the row's list or in a known report, or in the column page that the list is.
    """

    def ask_list(self) -> Iterator[Request]:
        """The years, where an address of the row tells the organ; else the column page."""
        known = self.known_yearly()
        if known and (self.site.list_url is None or is_yearly(self.site.list_url, self.facts)):
            yield from self.ask_years(known)
        else:
            yield from super().ask_list()

    def known_yearly(self) -> str | None:
        """The row's own address of a year's report, the list first."""
        return next(
            (url for url in (self.site.list_url, *self.site.reports) if url and is_yearly(url, self.facts)), None
        )

    def yearly_of(self, response: Response) -> str | None:
        """The address by which a column page asks for its organ's years; None where it asks for none.

        Raises PagerUnread, TooDeep.
        """
        is_ours = partial(is_publisher, self.site)
        found = yearly_address(page_text(response), response.url, is_ours, self.facts)
        return self.at_home(found) if found else None

    def parse_yearly_column(self, response: Response, address: str) -> Iterator[Request]:
        """Ask for the years of a column page's organ; a page that is cut, or another one, is told."""
        self.ledger.open.discard(asked_for(response))
        text = page_text(response)
        year = says_nothing_for(text, self.facts)
        if year is not None:
            told = f"the column page is the answer for {year}, a year without a report"
            self.ledger.fall_short(asked_for(response), Trouble.WRONG_PAGE, told)
        elif END_OF_PAGE not in text.lower():
            self.ledger.fall_short(
                asked_for(response), Trouble.LIST_SHORT, "the column page breaks off: it has no end tag"
            )
        if self.is_own(address):
            yield from self.ask_years(address)

    # --- years --------------------------------------------------------------------------------------------------------

    def ask_years(self, address: str) -> Iterator[Request]:
        """Every year at once, newest first; one after the other where so many reports alone are wanted."""
        years = range(now().year - 1, self.site.first_year - 1, -1)
        urls = [(year, for_year(address, year, self.facts)) for year in years]
        self.pages.said, self.pages.last = len(urls), urls[-1][1] if urls else address
        wanted = [(year, url) for year, url in urls if self.is_year_wanted(year, url)]
        self.ledger.left_out |= {self.document_key(url) for year, url in urls if (year, url) not in wanted}
        if self.is_waiting or self.sample_of:
            yield from self.ask_next(wanted)
            return
        for year, url in wanted:
            yield from self.ask_year(year, url, ())

    def is_year_wanted(self, year: int, url: str) -> bool:
        """Whether a year is asked for: the one that alone is wanted, and none that is held and passed over."""
        return self.year in (None, year) and self.document_key(url) not in self.passed_over

    def ask_next(self, years: Sequence[tuple[int, str]]) -> Iterator[Request]:
        """The newest of these years, unless as many reports as are wanted have come."""
        wanted = 1 if self.is_waiting else self.sample_of
        if years and (wanted is None or len(self.ledger.captured) < wanted):
            yield from self.ask_year(*years[0], years[1:])
        else:
            self.ledger.left_out |= {self.document_key(url) for _, url in years}

    def ask_year(self, year: int, url: str, then: Sequence[tuple[int, str]]) -> Iterator[Request]:
        """The request for a year, unless it is a known report that was asked for; then those `then`."""
        if self.document_key(url) in self.ledger.asked:
            yield from self.ask_next(then)
        else:
            yield self.request(url, self.parse_year, self.year_failed, year=year, then=then)

    def parse_year(self, response: Response, year: int, then: Sequence[tuple[int, str]]) -> Iterator[Any]:
        """A report of the year, or the word that there is none; anything else is told."""
        self.ledger.open.discard(asked_for(response))
        try:
            row = self.row_of(response, year)
        except TooDeep as refused:
            self.ledger.fall_short(asked_for(response), Trouble.NOT_READ, str(refused))
        else:
            yield from self.judge_year(response, year, row)
        yield from self.ask_next(then)

    def judge_year(self, response: Response, year: int, row: ListRow | None) -> Iterator[Any]:
        """What an answer for a year comes to; `row`: what its title says, None for a page that shows no report's."""
        url = asked_for(response)
        if row is None and says_nothing_for(page_text(response), self.facts) == year and stub_fault(response) is None:
            self.ledger.nothing_for[url] = year
        elif row is None:
            told = f"the answer is neither the report of {year} nor says that there is none"
            self.ledger.fall_short(url, *(stub_fault(response) or (Trouble.WRONG_PAGE, told)))
        elif row.verdict is not Verdict.REPORT:
            self.ledger.fall_short(url, Trouble.WRONG_PAGE, f"the answer is the report of {row.publisher}")
        else:
            yield from self.take_year(response, row)

    def take_year(self, response: Response, row: ListRow) -> Iterator[Any]:
        """Enter a year's report, and take it unless it was published before the day that is asked for."""
        document = self.document_key(row.url)
        self.ledger.rows[document] = row
        self.pages.counts[row.url] = 1
        if self.since and row.published and row.published < self.since:
            self.ledger.left_out.add(document)
            return
        self.ledger.asked.add(document)
        yield from self.parse_report(response, row)

    def row_of(self, response: Response, year: int) -> ListRow | None:
        """The row that a list would have for this page; None where it shows no title of the year's report."""
        asked = ListRow(self.name, asked_for(response), "", None, "", year, Verdict.REPORT)
        title = next((title for title in titles_of(page_text(response)) if is_expected(title, asked)), None)
        if title is None:
            return None
        return replace(judge_row(self.site, asked.url, title.text, published_on(response)), year=year)

    def year_failed(self, failure: Failure) -> Iterator[Request]:
        """Enter a year that did not come; then the next, where one is wanted."""
        self.note_failure(failure, "report of a year")
        yield from self.ask_next(failed_request(failure).cb_kwargs["then"])

    def years_unread(self, response: Response, unread: PagerUnread | TooDeep) -> None:
        """Enter a column page that does not tell whose years are asked for."""
        self.ledger.open.discard(asked_for(response))
        self.ledger.fall_short(asked_for(response), Trouble.LIST_SHORT, str(unread))
