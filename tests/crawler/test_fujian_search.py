"""The search behind 福建's lists: what is posted, what an answer holds."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from crawler.families.facts import facts_of
from crawler.families.fujian_search import Found, found_in, search_form
from crawler.families.rows import Row

TRS = facts_of("trs")
ENTRY = {
    "doctitle": "示例县2023年政府信息公开工作年度报告",
    "docpuburl": "",
    "chnldocurl": "http://www.shilixian.test/1.htm",
    "pubdate": "2024-01-18 10:20:00",
}


def found(told: Any) -> Found | None:
    return found_in(json.dumps(told, ensure_ascii=False), str, TRS)


def test_the_form_of_a_real_page(shared: Path) -> None:
    page = (shared / "samples" / "pingtan_list.html").read_text("utf-8")
    assert search_form(page, TRS) == {
        "channelid": "200210",
        "sortfield": "-pubdate",
        "page": "1",
        "prepage": "500",
        "classsql": "(chnlid=1813)",
    }


def test_the_channel_in_the_page_goes_before_that_of_the_family() -> None:
    form = search_form("<script>post('/fjdzapp/search', {channelid: '77'})</script>", TRS)
    assert form is not None
    assert (form["channelid"], "classsql" in form) == ("77", False)


def test_a_page_that_calls_no_search_has_no_form() -> None:
    assert search_form("<p>nothing</p>", TRS) is None


def test_the_rows_of_an_answer() -> None:
    row = Row("http://www.shilixian.test/1.htm", "示例县2023年政府信息公开工作年度报告", date(2024, 1, 18))
    assert found({"pageCount": 1, "data": [ENTRY]}) == Found(1, None, (row,))


@pytest.mark.parametrize(
    "told", [{}, {"pageCount": 1}, {"pageCount": "many", "data": []}, {"pageCount": 1, "data": [{}]}, [], "no"]
)
def test_what_is_no_answer(told: Any) -> None:
    assert found(told) is None


def test_an_answer_that_breaks_off() -> None:
    assert found_in(json.dumps({"pageCount": 1, "data": [ENTRY]})[:-5], str, TRS) is None
