"""The rows of a list page. Pure functions of the page's text."""

import html
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from parsel import Selector

from crawler.dates import first_date
from crawler.families.comments import hidden, shown
from crawler.families.facts import ListFacts
from crawler.lines import page_tree
from crawler.text import squeezed
from nianbao.domain.titles import parse_title

NO_PAGE = ("javascript:", "mailto:", "tel:", "#")
Absolute = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Row:
    """A row as printed: absolute address, title without white space, date (local) or null."""

    url: str
    title: str
    published: date | None


def list_rows(text: str, absolute: Absolute, facts: ListFacts) -> Iterator[Row]:
    """The rows of a list page, in its order. `absolute` joins addresses.

    A link in a row element is a row of the list where it leads to an article, is titled as a report of some year, or
    is the only one beside a date: menus and footers are none of these.
    """
    for element, links in row_elements(page_tree(text), facts):
        beside = first_date(text_beside_links(element)) if len(links) == 1 else None
        for link in links:
            href, title = link.attrib["href"].strip(), title_of(link)
            if title and (beside or facts.article.search(href) or names_a_year(title)):
                yield Row(absolute(href), title, beside)
    yield from script_rows(shown(text), absolute, facts)


def hidden_rows(text: str, absolute: Absolute, facts: ListFacts) -> Iterator[Row]:
    """The rows that stand in comments: what an editor took out, or a template left behind. Raises TooDeep."""
    commented = hidden(text)
    if commented:
        yield from list_rows(f"<body>{commented}</body>", absolute, facts)


def script_rows(text: str, absolute: Absolute, facts: ListFacts) -> Iterator[Row]:
    """The rows that stand in scripts alone."""
    for pattern in facts.script_rows:
        for found in pattern.finditer(text):
            title = squeezed(html.unescape(found["title"]))
            yield Row(absolute(html.unescape(found["href"])), title, first_date(found["rest"]))


def row_elements(page: Selector, facts: ListFacts) -> Iterator[tuple[Selector, list[Selector]]]:
    """Each row element with the links that have it as their nearest one, templates left out."""
    names = " or ".join(f"self::{name}" for name in facts.row_elements)
    templates = " or ".join(f"ancestor::*[@{name}]" for name in facts.template_attributes) or "false()"
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
