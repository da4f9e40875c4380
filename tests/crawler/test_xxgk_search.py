"""The catalogue of Hanweb's xxgk module: what a column page says of its search, and answers that are cut."""

from urllib.parse import parse_qs

import pytest

from crawler.families.facts import facts_of
from crawler.families.pager import PagerUnread
from crawler.families.xxgk_search import Search, breaks_off, said_of, search_called

FACTS = facts_of("hanweb")
COLUMN = "http://www.jiaqu.test/col/col1229/index.html"
AREA = "11330102002645566X"
JOINED = (
    "<script>loadDynamic('/module/xxgk/search.jsp?standardXxgk=1&infotypeId='+a+'&vc_title='+encodeURI(b)+'&area="
    f"{AREA}', 'div4', '0','0','950','1','','');</script>"
)
TREE = f'<iframe src="/module/xxgk/tree.jsp?standardXxgk=1&amp;area={AREA}&amp;divid=div7&amp;infotypeId=A05"></iframe>'
BARE = "<script>load('/module/xxgk/search.jsp?standardXxgk=1');</script>"


def form(page: str, url: str = COLUMN) -> dict[str, str]:
    """The fields of the form for page 2 that are filled in."""
    found = search_called(f"<html>{page}</html>", url, FACTS)
    assert isinstance(found, Search)
    return {name: values[-1] for name, values in parse_qs(found.body(2)).items()}


@pytest.mark.parametrize(
    ("page", "url", "said"),
    [
        (JOINED, COLUMN, {"area": AREA, "divid": "div4"}),
        (JOINED, f"{COLUMN}?number=A05", {"area": AREA, "divid": "div4", "infotypeId": "A05"}),
        (TREE + BARE, COLUMN, {"area": AREA, "divid": "div7", "infotypeId": "A05"}),
        (JOINED.replace(AREA, ""), f"{COLUMN}?vc_xxgkarea={AREA}", {"area": AREA, "divid": "div4"}),
    ],
)
def test_the_column_page_and_its_address_fill_the_form(page: str, url: str, said: dict[str, str]) -> None:
    assert form(page, url) == {**said, "jdid": "1", "sortfield": ",compaltedate:0", "currpage": "2"}


def test_the_address_has_the_fields_of_the_call() -> None:
    found = search_called(JOINED, COLUMN, FACTS)
    assert found is not None
    assert found.url(3) == (
        f"http://www.jiaqu.test/module/xxgk/search.jsp?standardXxgk=1&infotypeId=&vc_title=&area={AREA}&currpage=3"
    )


@pytest.mark.parametrize("page", ["<p>政府信息公开年报</p>", f"<!-- {JOINED} -->"])
def test_a_page_that_calls_none(page: str) -> None:
    assert search_called(page, COLUMN, FACTS) is None


@pytest.mark.parametrize(("page", "missing"), [(BARE, "divid"), (BARE.replace("')", "','div4')"), "infotypeId, area")])
def test_a_page_that_does_not_say_enough(page: str, missing: str) -> None:
    with pytest.raises(PagerUnread, match=missing):
        search_called(page, COLUMN, FACTS)


def test_what_an_answer_says_and_where_it_breaks_off() -> None:
    answer = (
        "<table><tr><td>共<b>64</b>条 共5页</td></tr></table><table><tr><td><a href='/art/1'>…</a></td></tr></table>"
    )
    assert (said_of("rows", answer, FACTS), said_of("pages", answer, FACTS)) == (64, 5)
    assert said_of("rows", answer.replace("条", ""), FACTS) is None
    assert [breaks_off(answer), breaks_off(answer[:-8]), breaks_off(answer[:-20])] == [False, True, True]
