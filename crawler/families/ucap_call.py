"""The call behind a ucap list: the channel is read from the column page, never configured."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode, urljoin

from crawler.families.facts import ListFacts
from crawler.families.pager import PagerUnread


@dataclass(frozen=True, slots=True)
class Call:
    """How a page of the list is asked for. `query`: with places for page and size; `form`: of a POST, less the page."""

    url: str
    query: Mapping[str, str]
    size: int
    form: Mapping[str, str] | None = None

    def address(self, page: int) -> str:
        """The address of a page of the list."""
        filled = {name: value.format(page=page, size=self.size) for name, value in self.query.items()}
        return f"{self.url}?{urlencode(filled)}"


def call_in(text: str, url: str, facts: ListFacts) -> Call | None:
    """The call of a column page; None where it makes none. Raises PagerUnread where it names several channels."""
    for found in (posted(text, url, facts), called(text, url, facts)):
        if len(found) > 1:
            raise PagerUnread(f"the column page names {len(found)} channels: whose list it shows is not known")
        if found:
            return found[0]
    return None


def posted(text: str, url: str, facts: ListFacts) -> list[Call]:
    """The calls by POST that a page's script makes, each once."""
    hits = {
        (hit["api"], int(hit["size"]), hit["channel"])
        for pattern in facts.more["json"]["post"]["calls"]
        for hit in re.finditer(pattern, text)
    }
    return [
        Call(urljoin(url, api), {"pageSize": "{size}"}, size, {"channel_id": channel}) for api, size, channel in hits
    ]


def called(text: str, url: str, facts: ListFacts) -> list[Call]:
    """The calls by GET that a page's script makes, each once; those written out go before those of a variable."""
    names = facts.more["json"]
    size = re.search(names["page_size"], text)
    per_page = int(size[1]) if size and int(size[1]) else names["usual_page_size"]
    hits = set(written_out(text, facts)) or {
        (names["usual_call"], hit["channel"]) for pattern in names["channels"] for hit in re.finditer(pattern, text)
    }
    return [Call(urljoin(url, f"{api}/{channel}"), names["query"], per_page) for api, channel in hits]


def written_out(text: str, facts: ListFacts) -> Iterator[tuple[str, str]]:
    """The calls whose address stands in the page: (address without channel, channel)."""
    for pattern in facts.more["json"]["calls"]:
        yield from ((hit["api"], hit["channel"]) for hit in re.finditer(pattern, text))
