"""Longcom's fragments: how a page of a list is asked for, and whether a fragment is whole. Pure functions of texts."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urljoin

from crawler.families.facts import ListFacts
from crawler.families.pager import PagerUnread, first_hit


@dataclass(frozen=True, slots=True)
class Label:
    """How a page of the list is asked for: the address, and the fields with a place for the page."""

    url: str
    fields: Mapping[str, str]

    def address(self, page: int) -> str:
        """The address of a page of the list, counted from 1."""
        filled = {name: value.format(page=page) for name, value in self.fields.items()}
        return f"{self.url}?{urlencode(filled)}"

    @property
    def page_size(self) -> int:
        """As many rows are asked for a page."""
        return int(self.fields["pageSize"])


def label_in(text: str, url: str, facts: ListFacts) -> Label | None:
    """The call of a column page; None for a page that names neither organ nor category, nor calls the list.

    Raises PagerUnread where it calls the list and does not say of whom.
    """
    names = facts.more["label"]
    ids = {name: said_of(patterns, text, url) for name, patterns in names["ids"].items()}
    call = re.search(names["call"], text)
    missing = [name for name, value in ids.items() if not value and name not in names["usual"]]
    if missing and call is None:
        return None
    if missing:
        raise PagerUnread(f"the column page does not say how its list is asked for: {', '.join(missing)}")
    known = {name: value or names["usual"][name] for name, value in ids.items()}
    fields = {name: value if value == "{page}" else value.format(**known) for name, value in names["fields"].items()}
    return Label(urljoin(url, call["api"] if call else names["usual_call"]), fields)


def said_of(patterns: list[str], text: str, url: str) -> str:
    """What the page's address, else its text says; empty where neither says anything, or the text several things."""
    for pattern in patterns:
        if found := re.search(pattern, url):
            return found[1]
        said = set(re.findall(pattern, text))
        if len(said) == 1:
            return str(said.pop())
    return ""


def pages_said(text: str, facts: ListFacts) -> int | None:
    """How many pages a list says it has; null where it does not say."""
    found = first_hit(tuple(map(re.compile, facts.more["label"]["pages"])), text)
    return int(found[1]) if found else None


def fault_of_fragment(text: str, facts: ListFacts) -> str | None:
    """Why an answer is no whole fragment; None for one that is, with rows or without."""
    names: Mapping[str, Any] = facts.more["label"]
    lower = text.lower()
    if any(sign in lower for sign in names["whole_page"]):
        return "a whole page was served in place of a fragment of the list"
    for name in names["paired"]:
        if len(re.findall(rf"<{name}\b", lower)) != len(re.findall(rf"</{name}>", lower)):
            return f"the fragment breaks off: {name} is opened and not closed"
    return None if lower.rstrip().endswith(">") else "the fragment breaks off: it ends in the middle of a line"


def is_end(text: str, facts: ListFacts) -> bool:
    """Whether a fragment says that there is nothing (more)."""
    return facts.more["label"]["nothing"] in text
