"""Whether a page that answered is the report that was asked for."""

import re
from collections.abc import Iterator
from datetime import date
from urllib.parse import urlsplit

from scrapy.http import Response

from crawler.dates import first_date
from crawler.items import ListRow
from crawler.ledger import Trouble
from crawler.lines import TooDeep, page_tree, title_lines
from crawler.text import page_text, whole_text
from crawler.told import Told
from nianbao.domain.titles import Title, parse_title

# A firewall answers 200 with two bytes, a removed document with one refresh; the shortest report page is far longer.
SMALLEST_PAGE = 300
REFRESH = re.compile(r"<meta[^>]+http-equiv\s*=\s*[\"']?refresh[^>]*url\s*=\s*([^\"'>\s]*)", re.I)
# The rule of a page that is none of those that are known to stand in a page's place.
OTHER = "other page"
HOME_PAGES = frozenset(
    {"", "/", "/index.html", "/index.htm", "/index.shtml", "/index.jsp", "/index.aspx", "/index.php"}
)
ARTICLE_TITLE = "//meta[translate(@name,'ARTICLE','article')='articletitle']/@content"
PUBLISHED = "//meta[translate(@name,'PUBDATE','pubdate')='pubdate']/@content | //publishtime//text()"


def fault_of(response: Response, row: ListRow | None) -> tuple[Trouble, str] | None:
    """Why the answer is not the report asked for; None where it is, or where it is a file, which a reader must tell.

    The portal's own word decides which of the two it is: an address that ends in .htm may well serve a PDF.
    """
    if not is_page(response.meta["capture"].mime):
        return None
    stub = stub_fault(response)
    if stub is not None:
        return stub
    try:
        expected = any(is_expected(title, row) for title in titles_of(whole_text(response)))
    except TooDeep as refused:
        return Trouble.NOT_READ, str(refused)
    return None if expected else other_page(response)


def other_page(response: Response) -> tuple[Trouble, str]:
    """What a page means that shows no title of the report: the home page that the portal sends on to, or another."""
    asked, came = (urlsplit(url).path for url in (response.meta.get("asked", response.url), response.url))
    if came in HOME_PAGES and asked not in HOME_PAGES:
        told = f"the portal sends on to its home page, {came or '/'}: it has removed the page"
        return Trouble.GONE, Told(told, "home page")
    return Trouble.WRONG_PAGE, Told("the page shows no title of the report that was asked for", OTHER)


def stub_fault(response: Response) -> tuple[Trouble, str] | None:
    """What an answer too short to be a page means; None for one that is long enough."""
    if len(response.body) >= SMALLEST_PAGE:
        return None
    refresh = REFRESH.search(page_text(response))
    if refresh:
        told = f"the page only refreshes to {refresh.group(1)!r}: the portal has removed it"
        return Trouble.GONE, Told(told, "refresh")
    return Trouble.BLOCKED, Told(f"the page has {len(response.body)} bytes: a firewall's answer", "tiny body")


def is_page(mime: str) -> bool:
    """Whether a declared media type is that of a page; a portal that declares none means one."""
    return not mime or mime.startswith("text/") or "html" in mime


def titles_of(text: str) -> Iterator[Title]:
    """Every report title that a page has in its meta tags or prints as a line of its own, links left out."""
    page = page_tree(text)
    for line in (*page.xpath(ARTICLE_TITLE).getall(), *title_lines(page)):
        title = parse_title(line)
        if title is not None:
            yield title


def is_expected(title: Title, row: ListRow | None) -> bool:
    """Whether a printed title is that of the row; of an address without a row, any title that says whose or when."""
    if row is None or row.year is None:
        return title.year is not None or bool(title.publisher)
    return title.year == row.year or (title.year is None and bool(title.publisher))


def published_on(response: Response) -> date | None:
    """The date a page states for itself in its meta tag or publish time."""
    if not is_page(response.meta["capture"].mime):
        return None
    return first_date(" ".join(page_tree(whole_text(response)).xpath(PUBLISHED).getall()))
