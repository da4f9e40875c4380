"""Counters of visits make no new edition; everything else does."""

import pytest

from crawler.content import content_digest

PAGE = '<p>时间：2024-01-18 浏览次数：<em class="hits">100</em></p><td>27</td><a href="a.htm?t=1700&b=1">附件</a>'


def digest(page: str, mime: str = "text/html") -> str:
    return content_digest(page.encode("utf-8"), mime, ("t",))


@pytest.mark.parametrize(
    ("old", "new"),
    [(">100<", ">4711<"), (">100<", ">4,711<"), ("t=1700", "t=1800")],
)
def test_what_changes_at_every_visit(old: str, new: str) -> None:
    assert digest(PAGE.replace(old, new)) == digest(PAGE)


@pytest.mark.parametrize(
    ("old", "new"), [("27", "28"), ("2024-01-18", "2024-01-19"), ("b=1", "b=2"), ("<td>27</td>", "<td></td>")]
)
def test_what_does_not(old: str, new: str) -> None:
    assert digest(PAGE.replace(old, new)) != digest(PAGE)


def test_the_encoding_says_nothing() -> None:
    assert content_digest(PAGE.encode("gb18030"), "text/html", ("t",)) == digest(PAGE)


def test_a_file_is_taken_as_it_is() -> None:
    assert digest(PAGE.replace(">100<", ">4711<"), "application/pdf") != digest(PAGE, "application/pdf")
