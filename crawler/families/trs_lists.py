"""A TRS list page in parts: its pager and its rows. Pure functions of the page's text."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from parsel import Selector

from crawler.dates import first_date
from crawler.families.trs_data import trs_facts
from crawler.lines import page_tree
from crawler.text import squeezed
from nianbao.domain.titles import parse_title

NO_PAGE = ("javascript:", "mailto:", "tel:", "#")


class PagerUnread(Exception):
    """The list shows a pager that no known script explains, or one beyond reason; raised by `read_pager`."""


@dataclass(frozen=True, slots=True)
class Pager:
    """What a list says of itself: how many pages, how many rows (null where unsaid), the names of pages 2 and on."""

    pages: int
    rows: int | None
    later: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row as printed: absolute address, title without white space, date (local) or null."""

    url: str
    title: str
    published: date | None


def read_pager(text: str) -> Pager:
    """The pager of a list's first page; one page where there is no sign of any. Raises PagerUnread."""
    for pattern in trs_facts().pagers:
        found = pattern.search(text)
        if found:
            said = found.groupdict()
            return pager_of(int(said["pages"]), said["stem"], said["extension"], said.get("rows") or rows_said(text))
    signs = [sign for sign in trs_facts().pager_signs if sign in text]
    if signs:
        raise PagerUnread(f"the list has a pager ({signs[0]}) that no known script explains: page 1 alone is read")
    return pager_of(1, "", "", rows_said(text))


def pager_of(pages: int, stem: str, extension: str, rows: str | None) -> Pager:
    """A pager from what its script says; page 2 is `stem_1.extension`."""
    if pages > trs_facts().most_pages:
        raise PagerUnread(f"the list says it has {pages} pages: beyond reason, page 1 alone is read")
    return Pager(pages, int(rows) if rows else None, tuple(f"{stem}_{page}.{extension}" for page in range(1, pages)))


def rows_said(text: str) -> str | None:
    """How many rows a list says it has, as printed."""
    hits = (pattern.search(text) for pattern in trs_facts().declared_rows)
    return next((hit.group(1) for hit in hits if hit), None)


def list_rows(text: str, absolute: Callable[[str], str]) -> Iterator[Row]:
    """The rows of a list page, in its order. `absolute` joins addresses.

    A link in a row element is a row of the list where it leads to an article, is titled as a report of some year, or
    is the only one beside a date: menus and footers are none of these.
    """
    for element, links in row_elements(page_tree(text)):
        beside = first_date(text_beside_links(element)) if len(links) == 1 else None
        for link in links:
            href, title = link.attrib["href"].strip(), title_of(link)
            if title and (beside or trs_facts().article.search(href) or names_a_year(title)):
                yield Row(absolute(href), title, beside)


def row_elements(page: Selector) -> Iterator[tuple[Selector, list[Selector]]]:
    """Each row element with the links that have it as their nearest one, templates left out."""
    names = " or ".join(f"self::{name}" for name in trs_facts().row_elements)
    templates = " or ".join(f"ancestor::*[@{name}]" for name in trs_facts().template_attributes)
    rows: dict[object, tuple[Selector, list[Selector]]] = {}
    for link in page.xpath(f"//body//a[@href][ancestor::*[{names}]][not({templates})]"):
        nearest = link.xpath(f"ancestor::*[{names}][1]")[0]
        if is_page(link.attrib["href"]):
            rows.setdefault(nearest.root, (nearest, []))[1].append(link)
    yield from rows.values()


def names_a_year(title: str) -> bool:
    """Whether a title is that of an annual report of some year: a menu's 政府信息公开年报 names none."""
    parsed = parse_title(title)
    return parsed is not None and parsed.year is not None


def is_page(href: str) -> bool:
    """Whether a link leads to a page at all."""
    return bool(href.strip()) and not href.strip().lower().startswith(NO_PAGE)


def title_of(link: Selector) -> str:
    """A row's title: the link's `title`, which is not cut short, else its text."""
    return squeezed(link.attrib.get("title") or link.xpath("string()").get() or "")


def text_beside_links(element: Selector) -> str:
    """The texts of a row outside its links: a date in a title is not the row's."""
    return " ".join(element.xpath(".//text()[not(ancestor::a)]").getall())
