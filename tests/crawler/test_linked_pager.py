"""Pagers that link their pages: how pages are counted, and what is not believed."""

import pytest

from crawler.families.facts import facts_of
from crawler.families.linked_pager import LinkedPager, linked_pager, next_address, place_fault
from crawler.families.pager import PagerUnread

LIST = "http://www.xinxian.test/xxgk/nb/"
FACTS = facts_of("static")


def pager(*links: tuple[str, str], beside: str = "", url: str = LIST) -> LinkedPager | None:
    return linked_pager(page(*links, beside=beside), url, FACTS)


def page(*links: tuple[str, str], beside: str = "") -> str:
    """A page with (text, href) links."""
    markup = "".join(f'<a href="{href}">{word}</a>' for word, href in links)
    return f"<html><body><ul><li>…</li></ul>{markup}{beside}</body></html>"


@pytest.mark.parametrize(
    ("links", "beside", "shift", "pages", "second"),
    [
        ((("2", "index_2.html"), ("下一页", "index_2.html"), ("尾页", "index_9.html")), "共9页", 0, 9, "index_2.html"),
        ((("2", "index_1.html"), ("下一页", "index_1.html"), ("尾页", "index_8.html")), "", -1, 9, "index_1.html"),
        ((("下一页&gt;", "?page=2"), ("末页", "?page=4")), "", 0, 4, "?page=2"),
        ((("下页", "?pageIndex=1&c=7"), ("尾页", "?pageIndex=3&c=7")), "1/4页", -1, 4, "?pageIndex=1&c=7"),
        ((("2", "2.html"), ("3", "3.html"), ("›", "2.html")), "共<b>3</b>页", 0, 3, "2.html"),
        ((("下一页", "index_2.html"),), "", 0, None, "index_2.html"),
        ((("下一页", "index_1.html"),), "", -1, None, "index_1.html"),
        (
            (("首页", "./"), ("1", "./"), ("2", "index_2.html"), ("下一页", "index_2.html")),
            "共2页",
            0,
            2,
            "index_2.html",
        ),
    ],
)
def test_how_pages_are_counted(
    links: tuple[tuple[str, str], ...], beside: str, shift: int, pages: int | None, second: str
) -> None:
    found = pager(*links, beside=beside)
    assert found is not None
    assert (found.shift, found.pages, found.address(2)) == (shift, pages, f"{LIST}{second}")


@pytest.mark.parametrize(
    ("links", "beside"),
    [
        ((), ""),
        ((), "共1页 下一页 尾页"),
        ((("下一页", "./"), ("尾页", "./")), ""),
        ((), "<!-- <a href='index_2.html'>下一页</a> -->"),
        # A calendar and a menu are no pager.
        ((("网站地图", "/map_2.html"), ("2024年", "/2024/")), ""),
    ],
)
def test_a_list_of_one_page(links: tuple[tuple[str, str], ...], beside: str) -> None:
    assert pager(*links, beside=beside) is None


@pytest.mark.parametrize(
    ("links", "beside", "told"),
    [
        ((("下一页", "javascript:next()"),), "", "that no known script explains"),
        ((), "共3页", "links none of them"),
        ((("下一页", "index_2.html"), ("尾页", "/old/index_9.html")), "", "differ in more than the page"),
        ((("下一页", "more.html"),), "", "differ in more than the page"),
        ((("下一页", "index_3.html"),), "", "do not agree on how pages are counted"),
        ((("下一页", "index_2.html"), ("尾页", "index_8.html")), "共9页", "do not agree on how pages are counted"),
        ((("3", "index_2.html"), ("下一页", "index_2.html")), "共9页", "do not agree on how pages are counted"),
        ((("上一页", "./"), ("下一页", "index_2.html"), ("尾页", "index_3.html")), "", "links one before it"),
        ((("2", "index_2.html"), ("7", "index_7.html")), "共6页", "links http://www.xinxian.test/xxgk/nb/index_7.html"),
        ((("2", "index_2.html"), ("3", "index_3.html")), "", "neither the next page nor how many"),
        ((("下一页", "index_2.html"), ("尾页", "index_9999.html")), "", "beyond reason"),
    ],
)
def test_what_is_not_believed(links: tuple[tuple[str, str], ...], beside: str, told: str) -> None:
    with pytest.raises(PagerUnread, match=told):
        pager(*links, beside=beside)


def test_a_list_whose_own_address_has_a_number() -> None:
    url = "http://www.xinxian.test/InfoPublic.aspx?cid=1019&pid=971&page=1&kw="
    found = pager(
        ("1", url),
        ("2", url.replace("page=1", "page=2")),
        ("下一页", url.replace("page=1", "page=2")),
        url=url,
        beside="共2页",
    )
    assert found is not None
    assert found.address(2) == url.replace("page=1", "page=2")


@pytest.mark.parametrize(
    ("links", "fault"),
    [
        ((("上一页", "index_2.html"), ("下一页", "index_4.html")), ""),
        ((("上一页", "index_2.html"),), ""),
        ((("下一页", "index_4.html"),), "does not link page 2"),
        ((("上一页", "./"), ("下一页", "index_4.html")), "does not link page 2"),
        ((("上一页", "index_3.html"),), "does not link page 2"),
        ((("上一页", "index_2.html"), ("下一页", "index_9.html")), "as page 4"),
    ],
)
def test_whether_a_page_stands_in_its_place(links: tuple[tuple[str, str], ...], fault: str) -> None:
    found = LinkedPager((f"{LIST}index_", ".html"), 0, None)
    told = place_fault(page(*links), 3, LIST, found, FACTS)
    assert fault in told
    assert bool(fault) == bool(told)


def test_the_list_itself_may_be_the_page_before_the_second() -> None:
    found = LinkedPager((f"{LIST}index_", ".html"), 0, None)
    second = page(("上一页", "./"), ("下一页", "index_3.html"))
    assert place_fault(second, 2, LIST, found, FACTS) == ""
    assert next_address(second, 2, found, FACTS) == f"{LIST}index_3.html"
