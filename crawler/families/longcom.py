"""龙讯 Longcom: 安徽, parts of 四川; the rows of a list are asked for as fragments of markup."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from scrapy import Request
from scrapy.http import Response

from crawler.families.accounting import asked_for
from crawler.families.label import Label, fault_of_fragment, is_end, label_in, pages_said
from crawler.families.lists import PageUnread
from crawler.families.pager import PagerUnread, first_hit, reasonable, refuse_signs, rows_said
from crawler.families.previewed import PreviewedSpider
from crawler.families.rows import Row, list_rows
from crawler.ledger import Trouble
from crawler.text import page_text


class LongcomSpider(PreviewedSpider):
    """Site, organ and category are read from the column page; where nothing tells how many pages there are, they are
    asked for until one says that there is nothing more.

    An older list has pages of its own: `page_1.html`, `page_2.html`.
    """

    family = "longcom"

    def parse_first_page(self, response: Response) -> Iterator[Any]:
        """The column page, or the first page of an older list."""
        text = page_text(response)
        if re.search(self.facts.more["older"]["first_page"], response.url):
            yield from super().parse_first_page(response)
            return
        try:
            label = label_in(text, response.url, self.facts)
        except PagerUnread as unread:
            self.ledger.fall_short(asked_for(response), Trouble.LIST_SHORT, str(unread))
            label = None
        if label is None:
            yield from super().parse_first_page(response)
            return
        preview = self.read_preview(response)
        yield self.page_of(label, 1, pages_said(text, self.facts), preview)

    def later_pages(self, response: Response) -> Iterator[Request]:
        """The pages of an older list, from 2 on. Raises PagerUnread."""
        text, older = page_text(response), self.facts.more["older"]
        self.declare(rows_said(text, self.facts))
        first = re.search(older["first_page"], response.url)
        if first is None:
            refuse_signs(text, self.facts)
            return
        said = first_hit(tuple(map(re.compile, older["pages"])), text)
        linked = [int(number) for number in re.findall(older["neighbours"], text)]
        pages = int(said[1]) if said else max(linked, default=1)
        if linked and max(linked) > pages:
            raise PagerUnread(f"the list of {pages} pages links page {max(linked)}: page 1 alone is read")
        if said is None and not linked:
            refuse_signs(text, self.facts)
        for number in range(2, reasonable(pages, self.facts) + 1):
            url = f"{first['stem']}{number}{first['extension']}"
            yield self.request(url, self.parse_page, self.page_failed)

    # --- fragments ----------------------------------------------------------------------------------------------------

    def page_of(self, label: Label, page: int, pages: int | None, preview: Sequence[Row] = ()) -> Request:
        """A page of the list. `pages`: how many there are, null while nothing has told."""
        facts: dict[str, Any] = {"label": label, "page": page, "pages": pages, "preview": preview}
        request = self.request(label.address(page), self.parse_fragment, self.list_failed, **facts)
        self.pages.last = request.meta["asked"]
        return request

    def parse_fragment(
        self, response: Response, label: Label, page: int, pages: int | None, preview: Sequence[Row]
    ) -> Iterator[Request]:
        """Take the rows of a fragment; the first one tells how many there are, or each leads to the next."""
        text = page_text(response)
        is_whole = fault_of_fragment(text, self.facts) is None
        if is_whole and is_end(text, self.facts) and page > 1 and pages is None:
            self.end_of_chain(response, label, page)
            return
        self.declare(rows_said(text, self.facts) if is_whole else None)
        told = pages_said(text, self.facts) if is_whole and page == 1 else None
        if page == 1 and (pages or told):
            yield from self.later_fragments(response, label, max(pages or 0, told or 0))
        yield from self.take_page(response, self.fragment_rows)
        if pages is None and told is None and is_whole:
            yield from self.next_fragment(response, label, page + 1)
        for row in preview:
            yield from self.take(row)

    def later_fragments(self, response: Response, label: Label, pages: int) -> Iterator[Request]:
        """Page 2 and on, where their number is told."""
        try:
            self.pages.said = reasonable(pages, self.facts)
        except PagerUnread as unread:
            self.ledger.fall_short(asked_for(response), Trouble.LIST_SHORT, str(unread))
            return
        for page in range(2, pages + 1):
            yield self.page_of(label, page, pages)

    def next_fragment(self, response: Response, label: Label, page: int) -> Iterator[Request]:
        """The page after this one, where nothing tells whether there is one."""
        try:
            reasonable(page, self.facts)
        except PagerUnread as unread:
            self.ledger.fall_short(asked_for(response), Trouble.LIST_SHORT, str(unread))
            return
        if asked_for(response) in self.pages.counts:
            yield self.page_of(label, page, None)

    def end_of_chain(self, response: Response, label: Label, page: int) -> None:
        """The page that says that there is nothing more; behind a full one it proves nothing."""
        self.ledger.open.discard(asked_for(response))
        self.pages.said = page - 1
        self.pages.last = label.address(page - 1)
        last = self.pages.counts.get(self.pages.last, 0)
        if last >= label.page_size:
            told = "the list ends behind a full page and does not say how many rows it has: more may be lacking"
            self.ledger.fall_short(asked_for(response), Trouble.LIST_SHORT, told)

    def fragment_rows(self, response: Response) -> list[Row]:
        """The rows in a fragment. Raises PageUnread, TooDeep."""
        text = page_text(response)
        fault = fault_of_fragment(text, self.facts)
        if fault is not None:
            raise PageUnread(fault)
        rows = list(list_rows(f"<body>{text}</body>", response.urljoin, self.facts))
        self.found |= {row.title for row in rows}
        return rows
