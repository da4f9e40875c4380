"""What a page shows of annual reports: whose, of which years, written by which software."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urljoin

from crawler.discovery.data import data_of, pattern
from crawler.discovery.fetching import Page
from crawler.discovery.links import Link
from crawler.discovery.software import Recognised, recognised
from crawler.families import FAMILIES
from crawler.families.datastore import store_rows, stores_in
from crawler.families.facts import facts_of
from crawler.families.rows import Row, list_rows
from crawler.items import ListRow, Verdict
from crawler.lines import page_tree
from crawler.pages import titles_of
from crawler.registry import Site
from crawler.text import squeezed
from crawler.titles import judge_row

# A list without any software's marks may still be one that links its pages.
ANY = (Recognised("static", 0, (), False, False),) if "static" in FAMILIES else ()
COLUMN_NAME = "//meta[translate(@name,'COLUMNAE','columnae')='columnname']/@content"
NAMES = f"{COLUMN_NAME} | //title/text() | //h1//text() | //h2//text()"


@dataclass(frozen=True, slots=True)
class Column:
    """A page that may be a list of annual reports. `own`: rows of the publisher that is looked for; `others`: reports
    of other organs; `families`: whose list it may be, the likeliest first; `name`: what the page calls itself.
    """

    url: str
    name: str
    own: tuple[ListRow, ...]
    others: tuple[ListRow, ...]
    families: tuple[Recognised, ...]

    @property
    def years(self) -> frozenset[int]:
        """Report years of its own rows."""
        return frozenset(row.year for row in self.own if row.year is not None)

    @property
    def is_named(self) -> bool:
        """Whether a row says by name that it is the publisher's."""
        return any(row.publisher for row in self.own)


def column_of(page: Page, links: Iterable[Link], site: Site) -> Column | None:
    """What the page shows of annual reports; None where it is no list of any. Raises TooDeep."""
    if is_report(page.text):
        return None
    families = tuple(recognised(page.url, page.text, (link.url for link in links))) or ANY
    rows = [judge_row(site, row.url, row.title, row.published) for row in rows_of(page, links, families)]
    dated = [row for row in rows if row.year is not None or row.published is not None]
    own = tuple(row for row in dated if row.verdict is Verdict.REPORT)
    others = tuple(row for row in dated if row.verdict is Verdict.OTHER_ORGAN)
    name = name_of(page)
    is_list = any(family.is_catalogue or (family.is_list and is_annual(name)) for family in families)
    if own or others or is_list:
        return Column(page.url, name, own, others, families)
    return None


def rows_of(page: Page, links: Iterable[Link], families: Iterable[Recognised]) -> list[Row]:
    """The rows of a page, each address once: as its families read it, and the links that are titled as reports."""
    found = [row for family in families for row in family_rows(page, family.family)]
    found += [Row(link.url, link.words, None) for link in links if link.words]
    return list({row.url: row for row in reversed(found)}.values())[::-1]


def family_rows(page: Page, family: str) -> Iterator[Row]:
    """The rows that stand in a page as a family writes them."""
    if family == "plain":
        return
    facts = facts_of(family)

    def absolute(href: str) -> str:
        return joined_to(page.url, href)

    yield from list_rows(page.text, absolute, facts)
    if family == "hanweb":
        for store in stores_in(page.text, facts):
            yield from store_rows(store, absolute)


def joined_to(base: str, href: str) -> str:
    """An absolute address; the base where the other is none."""
    try:
        return urljoin(base, href)
    except ValueError:
        return base


def is_report(text: str) -> bool:
    """Whether a page is a report itself: it prints the title of one, which no list does outside its links."""
    return any(title.year is not None for title in titles_of(text or " "))


def is_annual(words: str) -> bool:
    """Whether words name a column of annual reports."""
    annual = data_of("words")["worth"][:2]
    return any(pattern(one["pattern"]).search(words) for one in annual)


def name_of(page: Page) -> str:
    """What a page calls itself: its column's name, else its headings."""
    said = (squeezed(name) for name in page_tree(page.text or " ").xpath(NAMES).getall())
    return " ".join(dict.fromkeys(name for name in said if name))[:80]
