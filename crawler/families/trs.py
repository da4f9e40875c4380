"""TRS WCM (拓尔思): ministries, 重庆, 湖南, 福建, 湖北, 内蒙古; lists of static pages, their number in a script."""

from collections.abc import Iterator

from scrapy import Request
from scrapy.http import Response

from crawler.families.lists import ListSpider
from crawler.families.trs_pager import read_pager
from crawler.text import page_text


class TrsSpider(ListSpider):
    """Page 2 is `index_1.html`; how many there are stands in a script alone."""

    family = "trs"

    def later_pages(self, response: Response) -> Iterator[Request]:
        """The static pages that the pager's script names."""
        pager = read_pager(page_text(response), self.facts)
        self.declare(pager.rows)
        for name in pager.later:
            yield self.request(response.urljoin(name), self.parse_page, self.page_failed)
