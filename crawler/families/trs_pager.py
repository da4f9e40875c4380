"""The pager of a TRS list: its script's call says how many pages there are and how they are named."""

from dataclasses import dataclass

from crawler.families.comments import shown
from crawler.families.facts import ListFacts
from crawler.families.pager import first_hit, reasonable, refuse_signs, rows_said


@dataclass(frozen=True, slots=True)
class Pager:
    """What a list says of itself: how many pages, how many rows (null where unsaid), the names of pages 2 and on."""

    pages: int
    rows: int | None
    later: tuple[str, ...]


def read_pager(text: str, facts: ListFacts) -> Pager:
    """The pager of a list's first page, comments left out; one page where there is no sign of any.

    Raises PagerUnread.
    """
    text = shown(text)
    found = first_hit(facts.patterns("pagers"), text)
    if found is None:
        if first_hit(facts.patterns("all_in_one"), text) is None:
            refuse_signs(text, facts)
        return Pager(1, rows_said(text, facts), ())
    said = found.groupdict()
    pages = reasonable(int(said["pages"]), facts)
    rows = int(said["rows"]) if said.get("rows") else rows_said(text, facts)
    return Pager(pages, rows, tuple(f"{said['stem']}_{page}.{said['extension']}" for page in range(1, pages)))
