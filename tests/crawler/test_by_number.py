"""VSB lists that are asked for by the column's number: the addresses of their other pages."""

import pytest

from crawler.families.asked_by_number import pages_by_number
from crawler.families.facts import facts_of
from crawler.families.pager import PagerUnread

LIST = "http://www.yishi.test/list.jsp?urltype=tree.TreeTempUrl&wbtreeid=1001"
COLUMN = "urltype=tree.TreeTempUrl&wbtreeid=1001"


def pages(*hrefs: str, url: str = LIST) -> list[str]:
    markup = "".join(f'<span class="p_no"><a href="{href}">…</a></span>' for href in hrefs)
    return pages_by_number(f"<html><body>{markup}</body></html>", url, facts_of("vsb"))


def test_the_links_tell_the_number_of_pages_and_their_addresses() -> None:
    found = pages(f"?totalpage=3&PAGENUM=2&{COLUMN}", f"?totalpage=3&PAGENUM=3&{COLUMN}")
    assert found == [f"http://www.yishi.test/list.jsp?totalpage=3&PAGENUM={page}&{COLUMN}" for page in (2, 3)]


def test_the_older_names_of_the_parameters_are_known_and_entities_read() -> None:
    found = pages(f"lm.jsp?a7t=4&a7p=2&a7c=10&{COLUMN}".replace("&", "&amp;"))
    assert found == [f"http://www.yishi.test/lm.jsp?a7t=4&a7p={page}&a7c=10&{COLUMN}" for page in (2, 3, 4)]


def test_a_page_without_such_links_has_none() -> None:
    assert pages("xxgknb/2.htm", "?totalpage=3", f"?PAGENUM=2&{COLUMN}", "javascript:;") == []


@pytest.mark.parametrize(
    "hrefs",
    [
        (f"?totalpage=3&PAGENUM=2&{COLUMN}", "?totalpage=9&PAGENUM=2&urltype=tree.TreeTempUrl&wbtreeid=1002"),
        (f"?totalpage=3&PAGENUM=4&{COLUMN}",),
        (f"?totalpage=100000&PAGENUM=2&{COLUMN}",),
    ],
)
def test_links_that_cannot_be_right_are_refused(hrefs: tuple[str, ...]) -> None:
    with pytest.raises(PagerUnread, match="page 1 alone is read"):
        pages(*hrefs)
