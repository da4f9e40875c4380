"""What a list says of its own length."""

import re

from crawler.families.facts import ListFacts


class PagerUnread(Exception):
    """The list shows a pager that is not understood, or one beyond reason; raised while its first page is read."""


def rows_said(text: str, facts: ListFacts) -> int | None:
    """How many rows a list says it has; null where it does not say."""
    hits = (pattern.search(text) for pattern in facts.declared_rows)
    return next((int(hit.group(1)) for hit in hits if hit), None)


def first_hit(patterns: tuple[re.Pattern[str], ...], text: str) -> re.Match[str] | None:
    """The hit of the first pattern that has one."""
    hits = (pattern.search(text) for pattern in patterns)
    return next((hit for hit in hits if hit), None)


def reasonable(pages: int, facts: ListFacts) -> int:
    """A number of pages. Raises PagerUnread for one that is beyond reason."""
    if pages > facts.most_pages:
        raise PagerUnread(f"the list says it has {pages} pages: beyond reason, page 1 alone is read")
    return pages


def refuse_signs(text: str, facts: ListFacts) -> None:
    """Raise PagerUnread where the page shows a sign of further pages that no known pager explains."""
    signs = [sign for sign in facts.pager_signs if sign in text]
    if signs:
        raise PagerUnread(f"the list has a pager ({signs[0]}) that no known script explains: page 1 alone is read")
