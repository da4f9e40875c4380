"""The catalogue of Hanweb's xxgk module: what a column page's script posts, and the fragment of markup that answers."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from crawler.families.comments import shown
from crawler.families.facts import ListFacts
from crawler.families.pager import PagerUnread, first_hit


@dataclass(frozen=True, slots=True)
class Search:
    """A catalogue's search: its address without fields, the fields that its query and its form have."""

    address: str
    query: tuple[tuple[str, str], ...]
    form: tuple[tuple[str, str], ...]

    def url(self, page: int) -> str:
        """Where a page is posted to."""
        return f"{self.address}?{urlencode([*self.query, ('currpage', page)])}"

    def body(self, page: int) -> str:
        """What is posted for a page."""
        return urlencode([*self.form, ("currpage", page)])


def search_called(text: str, url: str, facts: ListFacts) -> Search | None:
    """The search that a column page's script calls; None for a page that calls none.

    Raises PagerUnread where the page does not say enough.
    """
    said: Mapping[str, Any] = facts.more["catalogue"]
    page = shown(text)
    call = re.search(said["call"], page)
    if call is None:
        return None
    query = tuple((name, value) for name, value in re.findall(said["field"], call["statement"]) if name != "currpage")
    tree = re.search(said["tree"], page)
    fields = {said["in_address"].get(name, name): value for name, value in parse_qsl(urlsplit(url).query)}
    fields |= dict(re.findall(said["field"], tree["query"].replace("&amp;", "&")) if tree else ())
    fields |= {name: value for name, value in query if value}
    division = re.search(said["division"], call["statement"])
    fields |= {"divid": division[1]} if division else {}
    form = tuple((name, fields.get(name) or usual) for name, usual in said["form"].items())
    missing = [name for name in said["required"] if not dict(form)[name]]
    if missing or not any(dict(form)[name] for name in said["either"]):
        wanting = ", ".join(missing or said["either"])
        raise PagerUnread(f"the column page does not say what its catalogue is asked for: {wanting}")
    return Search(urljoin(url, call["path"]), tuple((name, fields.get(name, "")) for name, _ in query), form)


def said_of(what: str, text: str, facts: ListFacts) -> int | None:
    """How many `pages` or `rows` an answer says there are; null where it does not say."""
    found = first_hit(tuple(re.compile(pattern) for pattern in facts.more["catalogue"][what]), text)
    return int(found[1]) if found else None


def is_answer(text: str, facts: ListFacts) -> bool:
    """Whether an answer is a page of the catalogue: a fragment with its rows."""
    return re.search(facts.more["catalogue"]["row"], text) is not None


def breaks_off(text: str) -> bool:
    """Whether a fragment lacks the end of a table, of a row or of a cell."""
    begun, ended = (re.findall(pattern, text.lower()) for pattern in (r"<(table|tr|td)\b", r"</(table|tr|td)>"))
    return sorted(begun) != sorted(ended)
