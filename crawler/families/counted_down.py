"""Lists whose first page is the newest and whose other pages count down to 1: 博达 VSB, and 闵行's own CMS."""

from collections.abc import Iterator

from scrapy import Request
from scrapy.http import Response

from crawler.families.asked_by_number import pages_by_number
from crawler.families.countdown import later_names
from crawler.families.lists import ListSpider
from crawler.families.pager import rows_said
from crawler.text import page_text


class CountedDownSpider(ListSpider):
    """Page 2 of N is number N-1, the last is number 1: addresses stay, news come in at the top alone."""

    def later_pages(self, response: Response) -> Iterator[Request]:
        """The numbered pages, newest first."""
        text = page_text(response)
        self.declare(rows_said(text, self.facts))
        for name in self.later_names(text, response.url):
            yield self.request(response.urljoin(name), self.parse_page, self.page_failed)

    def later_names(self, text: str, url: str) -> list[str]:
        """The addresses of the other pages. Raises PagerUnread."""
        return later_names(text, url, self.facts)


class VsbSpider(CountedDownSpider):
    """云南's prefectures, 甘肃, universities: `xxgknb.htm`, then `xxgknb/2.htm`, `xxgknb/1.htm`.

    A column that is asked for by its number (`list.jsp?…&wbtreeid=39378`) counts its pages up.
    """

    family = "vsb"

    def later_names(self, text: str, url: str) -> list[str]:
        """Those that the pager's links number, else those that count down."""
        return pages_by_number(text, url, self.facts) or super().later_names(text, url)


class MhSpider(CountedDownSpider):
    """闵行: `List/list_0.htm`, then `list_2.htm`, `list_1.htm`."""

    family = "mh"
