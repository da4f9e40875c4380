"""Hanweb's newer lists (jpaas): the pager's element says how a page is asked for; the answer is markup in JSON."""

import json
from collections.abc import Mapping
from urllib.parse import urlencode, urljoin

from crawler.families.facts import ListFacts
from crawler.families.pager import PagerUnread, reasonable
from crawler.lines import page_tree

PAGER = "//*[@uniturl and @querydata]"


def jpaas_pages(text: str, url: str, facts: ListFacts) -> tuple[int, list[str]] | None:
    """How many rows the list has, and the addresses of page 2 and on; None for a page without such a pager.

    Raises PagerUnread for a pager that does not say enough.
    """
    pagers = page_tree(text).xpath(PAGER)
    if not pagers:
        return None
    said = pagers[0].attrib
    try:
        query: Mapping[str, str] = json.loads(said["querydata"].replace("'", '"'))
        count, rows = int(said["count"]), int(said["rows"])
    except (KeyError, ValueError) as unread:
        raise PagerUnread(f"the pager does not say how its pages are asked for: {unread}") from unread
    if rows < 1:
        raise PagerUnread("the pager says that a page has no row")
    pages = reasonable(-(-count // rows), facts)
    asked = ({**query, "rows": rows, "pageNo": page} for page in range(2, pages + 1))
    return count, [f"{urljoin(url, said['uniturl'])}?{urlencode(fields)}" for fields in asked]


def markup_of(text: str) -> str | None:
    """The markup in an answer; None for what is no such answer, or was cut."""
    try:
        told = json.loads(text)
        found = told["data"]["html"]
    except (ValueError, KeyError, TypeError):
        return None
    return found if isinstance(found, str) and told.get("success") is True else None
