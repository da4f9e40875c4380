"""开普云 ucap: 黑龙江, 北京门头沟, 江苏, 湖南, 甘肃; lists come as JSON whose rows hold whole articles."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any
from urllib.parse import urlencode, urljoin

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.attachments import attachments_of
from crawler.families.accounting import asked_for
from crawler.families.json_list import Entries, entries_in
from crawler.families.listed_bodies import ListedBodies
from crawler.families.lists import PageUnread
from crawler.families.pager import PagerUnread, first_hit, reasonable, refuse_signs
from crawler.families.previewed import PreviewedSpider
from crawler.families.rows import Row
from crawler.families.ucap_call import Call, call_in
from crawler.items import FetchedPage, ListRow, Verdict
from crawler.ledger import Trouble
from crawler.text import page_text
from crawler.titles import judge_row


class UcapSpider(PreviewedSpider):
    """The column page names its channel; the channel's rows are asked for page by page.

    A report whose page does not come, although a row of the list holds its whole body, is read from there.
    """

    family = "ucap"

    def __init__(self, *words: Any, **facts: Any) -> None:
        super().__init__(*words, **facts)
        self.bodies = ListedBodies()

    def request(self, url: str, *words: Any, **facts: Any) -> Request:
        """As in every family; not dropped where the portal sends several pages on to one that was asked for already.

        The account knows what was asked for: nothing is asked twice.
        """
        return super().request(url, *words, **facts).replace(dont_filter=True)

    def parse_first_page(self, response: Response) -> Iterator[Any]:
        """The column page: the channel that its script asks for, or the first of its static pages."""
        try:
            call = call_in(page_text(response), response.url, self.facts)
        except PagerUnread as unread:
            self.ledger.fall_short(asked_for(response), Trouble.LIST_SHORT, str(unread))
            call = None
        if call is None:
            yield from super().parse_first_page(response)
            return
        yield self.page_of(call, 1, self.read_preview(response))

    def later_pages(self, response: Response) -> Iterator[Request]:
        """The static pages that the pager's script names: from 2 on, each by its own number."""
        text = page_text(response)
        pager = first_hit(self.facts.patterns("pagers"), text)
        if pager is None:
            refuse_signs(text, self.facts)
            return
        self.declare(int(pager["rows"]))
        for number in range(2, reasonable(int(pager["pages"]), self.facts) + 1):
            name = f"{pager['stem']}_{number}.{pager['extension']}"
            yield self.request(response.urljoin(name), self.parse_page, self.page_failed)

    # --- the list as JSON ---------------------------------------------------------------------------------------------

    def page_of(self, call: Call, page: int, preview: Sequence[Row] = ()) -> Request:
        """A page of the list, asked for as the page's script does."""
        headers = {"X-Requested-With": "XMLHttpRequest", "Referer": self.site.list_url}
        how: dict[str, Any] = {"headers": headers}
        if call.form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            how |= {"method": "POST", "body": urlencode({"pageIndex": page, **call.form})}
        facts: dict[str, Any] = {"call": call, "page": page, "preview": preview}
        return self.request(call.address(page), self.parse_list, self.list_failed, how, **facts)

    def parse_list(self, response: Response, call: Call, page: int, preview: Sequence[Row]) -> Iterator[Request]:
        """Take the rows of a page of the list; the first one says how many there are."""
        entries = self.entries_of(response)
        if entries is not None and page == 1:
            yield from self.later_lists(response, call, entries)
        if entries is not None:
            self.keep_bodies(response, entries)
        yield from self.take_page(response, self.listed_rows)
        for row in preview:
            yield from self.take(row)

    def later_lists(self, response: Response, call: Call, entries: Entries) -> Iterator[Request]:
        """Page 2 and on of the list."""
        self.declare(entries.total)
        if entries.total is None:
            told = "the answer does not say how many rows its list has: those of page 1 alone are read"
            self.ledger.fall_short(asked_for(response), Trouble.LIST_SHORT, told)
            return
        try:
            pages = reasonable(-(-entries.total // max(len(entries.rows), 1)), self.facts)
        except PagerUnread as unread:
            self.ledger.fall_short(asked_for(response), Trouble.LIST_SHORT, str(unread))
            return
        self.pages.said = max(pages, 1)
        for number in range(2, pages + 1):
            request = self.page_of(call, number)
            self.pages.last = request.meta["asked"]
            yield request

    def keep_bodies(self, response: Response, entries: Entries) -> None:
        """Keep the bodies of the site's reports."""
        for row in entries.rows:
            judged = judge_row(self.site, self.at_home(row.url), row.title, row.published)
            if judged.verdict is Verdict.REPORT and row.url in entries.bodies:
                self.bodies.keep(self.document_key(judged.url), judged, response, entries.bodies[row.url])

    def entries_of(self, response: Response) -> Entries | None:
        """The rows in an answer; None for another page."""
        return entries_in(page_text(response), response.urljoin, self.facts.more["json"]["names"])

    def listed_rows(self, response: Response) -> list[Row]:
        """The rows in an answer. Raises PageUnread."""
        entries = self.entries_of(response)
        if entries is None:
            raise PageUnread("the answer is not that of the list: another page was served, or it breaks off")
        self.declare(entries.total)
        self.found |= {row.title for row in entries.rows}
        return list(entries.rows)

    # --- articles that did not come -----------------------------------------------------------------------------------

    def take_row(self, row: ListRow) -> Iterator[Request]:
        """As in every family; a known report that did not come before its row, with a body, did is asked for again."""
        document = self.document_key(self.at_home(row.url))
        if document in self.bodies.lost and document in self.bodies.held:
            self.bodies.lost.discard(document)
            yield self.request(self.at_home(row.url), self.parse_report, self.report_failed, row=row)
        yield from super().take_row(row)

    def held_elsewhere(self, page: Response | Failure) -> Iterator[FetchedPage | Request]:
        """The report as the list holds it, then the files beside it."""
        item = self.bodies.instead_of(self.document_key(asked_for(page)), asked_for(page))
        if item is None:
            return
        self.ledger.captured.add(item.asked)
        self.archives.add(item.capture.record.file)
        yield item
        row = self.ledger.rows.get(self.document_key(item.asked))
        for attachment in attachments_of(item.body.decode("utf-8"), partial(urljoin, item.url)):
            yield from self.ask_attachment(attachment, page, row)
