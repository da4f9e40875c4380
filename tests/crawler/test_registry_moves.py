"""A list that has moved, written into its row: nothing else changes."""

import tomllib

import pytest

from crawler.registry_edit import RowUneditable
from crawler.registry_moves import with_move

TEXT = """# 示例 '[[site]]'
[[site]]
name = "shili_a"   # one
region = "990121"
publisher = "示例县人民政府"
family = "trs"
list_url = "http://www.shilixian.gov.cn/nb/"
reports = [
    "http://www.shilixian.gov.cn/nb/1.html",  # known
    "http://www.shilixian.gov.cn/nb/2.html",
]
first_year = 2014
evidence = "seen"
checked = 2026-01-01
check_failed = "2026-02-01: gone"
# What is odd.

[[site]]
name = "shili_b"
family = "vsb"
reports = ["http://www.shilixian.gov.cn/info/1/2.htm"]
evidence = "seen"
"""
MOVE = {
    "family": '"vsb"',
    "list_url": '"http://zwgk.shilixian.gov.cn/a.htm"',
    "reports": None,
    "evidence": '"[V] found"',
}


def rows(text: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = tomllib.loads(text)["site"]
    return found


def test_the_fields_change_where_they_stand_and_what_was_checked_goes() -> None:
    edited = with_move(TEXT, "shili_a", MOVE)
    before, after = rows(TEXT), rows(edited)
    assert after[1] == before[1]
    assert after[0] == {
        "name": "shili_a",
        "region": "990121",
        "publisher": "示例县人民政府",
        "family": "vsb",
        "list_url": "http://zwgk.shilixian.gov.cn/a.htm",
        "first_year": 2014,
        "evidence": "[V] found",
    }
    kept = [line for line in TEXT.splitlines() if line.startswith(("#", "name", "region", "publisher", "first_year"))]
    assert [line for line in edited.splitlines() if line in kept] == kept
    assert edited.partition("# What is odd.")[2] == TEXT.partition("# What is odd.")[2]


def test_a_field_that_was_not_there_is_written_below_its_neighbour() -> None:
    edited = with_move(TEXT, "shili_b", {**MOVE, "reports": '["http://a.gov.cn/1"]'})
    assert [line.partition(" ")[0] for line in edited.splitlines()[-5:]] == [
        "name",
        "family",
        "list_url",
        "reports",
        "evidence",
    ]


def test_lines_of_another_system_stay_so() -> None:
    edited = with_move(TEXT.replace("\n", "\r\n"), "shili_a", MOVE)
    assert edited.count("\n") == edited.count("\r\n")


def test_a_row_that_is_not_written_line_by_line_is_refused() -> None:
    inline = 'site = [{ name = "shili_a", family = "trs", list_url = "http://a.gov.cn/", evidence = "seen" }]\n'
    with pytest.raises(RowUneditable, match="not written line by line"):
        with_move(inline, "shili_a", MOVE)
