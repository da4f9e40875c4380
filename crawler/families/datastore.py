"""Hanweb's `<datastore>`: in the column page with the first records, in a reply with later ones."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urljoin

from parsel import Selector

from crawler.dates import first_date
from crawler.families.facts import ListFacts
from crawler.families.pager import PagerUnread, reasonable, rows_said
from crawler.families.rows import Absolute, Row, is_page
from crawler.lines import page_tree
from crawler.text import squeezed


@dataclass(frozen=True, slots=True)
class Store:
    """A datastore: its records as markup; `next_group`: address and fields of the call for more, empty without one.

    `whole`: whether its end is there, and every record is.
    """

    records: tuple[str, ...]
    next_group: str
    whole: bool


@dataclass(frozen=True, slots=True)
class Call:
    """A call for records: the address without fields, the fields of its query, the fields of its form."""

    proxy: str
    place: dict[str, str]
    form: dict[str, str]

    @property
    def post_url(self) -> str:
        """The address to post the form to."""
        return f"{self.proxy}?{urlencode(self.place)}"

    @property
    def get_url(self) -> str:
        """The same call without a form ([V] 江苏, 山东)."""
        return f"{self.proxy}?{urlencode({**self.place, **self.form})}"


def stores_in(text: str, facts: ListFacts) -> list[Store]:
    """Every datastore of a page or a reply."""
    return [store_of(found[0], facts) for found in re.finditer(facts.more["store"], text)]


def store_of(text: str, facts: ListFacts) -> Store:
    """A datastore from its text."""
    records = tuple(re.findall(facts.more["record"], text))
    following = re.search(facts.more["next_group"], text)
    whole = facts.more["end_of_store"] in text and text.count("<record>") == len(records)
    return Store(records, html.unescape(following[1]) if following else "", whole)


def list_store(text: str, url: str, facts: ListFacts) -> Store | None:
    """The store of the column's own list; None where the page has none.

    Raises PagerUnread where it has several and none, or more than one, is of the column in the page's address.
    """
    stores = stores_in(text, facts)
    if len(stores) < 2:
        return stores[0] if stores else None
    column = re.search(facts.more["column"], url)
    own = [store for store in stores if column and f"columnid={column[1]}&" in f"{store.next_group}&"]
    if len(own) != 1:
        raise PagerUnread(f"the page has {len(stores)} lists, {len(own)} of them of its own column")
    return own[0]


def store_rows(store: Store, absolute: Absolute) -> Iterator[Row]:
    """The rows of a store."""
    for record in store.records:
        page = page_tree(f"<body>{record}</body>")
        links = [link for link in page.xpath("//a[@href]") if is_page(link.attrib["href"])]
        if links:
            title = title_in(links[0])
            beside = squeezed(page.xpath("string()").get() or "").replace(title, " ")
            yield Row(absolute(links[0].attrib["href"].strip()), title, first_date(beside))


def title_in(link: Selector) -> str:
    """The title of a record: the link's `title`, else its text less the date that some templates put into it."""
    told = link.attrib.get("title")
    parts = [told] if told else [part for part in link.xpath(".//text()").getall() if first_date(part) is None]
    return squeezed("".join(parts))


def later_calls(text: str, url: str, store: Store, facts: ListFacts) -> list[Call]:
    """The calls for the records that the page does not hold. Raises PagerUnread where the page does not say enough."""
    total = rows_said(text, facts)
    if total is None:
        raise PagerUnread(
            "the column page does not say how many records its list has: those of the page alone are read"
        )
    held = len(store.records)
    if held >= total:
        return []
    size = re.search(facts.more["per_page"], text)
    per_page = int(size[1]) if size and int(size[1]) else facts.more["usual_per_page"]
    block = per_page * facts.more["screens_a_call"]
    reasonable(-(-total // per_page), facts)
    proxy, form = urljoin(url, store.next_group).partition("?")[0], form_of(text, store, facts)
    return [
        Call(proxy, {"startrecord": str(first), "endrecord": str(first + block - 1), "perpage": str(per_page)}, form)
        for first in range(held + 1, total + 1, block)
    ]


def form_of(text: str, store: Store, facts: ListFacts) -> dict[str, str]:
    """The form of a call: what the next group says, then the page's script, then what is usual. Raises PagerUnread."""
    said = dict(parse_qsl(store.next_group.partition("?")[2], keep_blank_values=True))
    form = {name: said.get(name) or scripted(text, name, facts) or usual for name, usual in facts.more["form"].items()}
    missing = [name for name in facts.more["required"] if not form[name]]
    if missing or not store.next_group:
        raise PagerUnread(f"the column page does not say how more records are asked for: {', '.join(missing)}")
    return form


def scripted(text: str, name: str, facts: ListFacts) -> str:
    """What the page's script says of a field; empty where it says nothing."""
    found = re.search(facts.more["scripted_field"].format(name=name), text)
    return found[1] if found else ""
