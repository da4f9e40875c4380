"""What is found of a registry row, from the account of its crawl and the report that was read."""

from datetime import date
from typing import Any

import pytest

from crawler.items import ListRow, Verdict
from crawler.ledger import Ledger, ListRead, Trouble
from crawler.registry import Site
from pipelines.row_check import Found, check_row

LIST = "http://www.shilixian.test/nb/"
SITE = Site(
    name="shili_shilixian",
    region="000000",
    publisher="示例县人民政府",
    family="trs",
    first_year=2020,
    evidence="[I] made",
    list_url=LIST,
)
SECTIONS = [{"key": key} for key in ("overview", "proactive", "requests", "disputes", "problems", "other")]
REPORT: dict[str, Any] = {
    "title": "示例县人民政府2023年政府信息公开工作年度报告",
    "year": 2023,
    "publisher": {"name": "示例县人民政府"},
    "sections": SECTIONS,
    "figures": [{}] * 200,
}


def ledger(*shortfalls: tuple[str, Trouble, str]) -> Ledger:
    """The account of a list of two pages with one report."""
    made = Ledger(declared=18, list_read=ListRead(2, 2, 18, f"{LIST}index_1.html"), ended=True)
    row = ListRow(SITE.name, f"{LIST}1.html", REPORT["title"], date(2024, 1, 18), "", 2023, Verdict.REPORT)
    made.rows["1"] = row
    for shortfall in shortfalls:
        made.fall_short(*shortfall)
    return made


def test_a_good_row_shows_its_list_and_its_newest_report() -> None:
    found = check_row(SITE, ledger(), [REPORT])
    assert (found.found, found.reasons) == (Found.GOOD, ())
    assert (found.pages, found.pages_said, found.rows, found.rows_said) == (2, 2, 18, 18)
    assert (found.newest_url, found.newest_year, found.headings, found.figures) == (f"{LIST}1.html", 2023, 6, 200)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"publisher": {"name": "示例县教育局"}}, "signed by 示例县教育局, the row names 示例县人民政府"),
        ({"year": 2022}, "that of 2023, the report itself that of 2022"),
        ({"sections": SECTIONS[:1]}, "1 statutory headings"),
        ({"sections": []}, "0 statutory headings"),
    ],
)
def test_a_report_that_is_another_one_is_a_reason(change: dict[str, Any], said: str) -> None:
    found = check_row(SITE, ledger(), [{**REPORT, **change}])
    assert found.found is Found.AT_FAULT
    (reason,) = found.reasons
    assert said in reason


def test_a_report_that_names_nobody_is_the_rows() -> None:
    assert check_row(SITE, ledger(), [{**REPORT, "publisher": {"name": ""}}]).found is Found.GOOD


def test_of_a_page_and_its_files_the_one_that_says_most_counts() -> None:
    picture = {**REPORT, "sections": [], "figures": []}
    assert check_row(SITE, ledger(), [picture, REPORT, picture]).found is Found.GOOD


def test_nothing_read_is_a_reason() -> None:
    assert check_row(SITE, ledger(), []).reasons == ("no report was read",)


def test_what_fell_short_is_a_reason_with_its_address() -> None:
    found = check_row(SITE, ledger((LIST, Trouble.LIST_SHORT, "the list declares 18 rows and gave 9")), [REPORT])
    assert (found.found, found.reasons) == (Found.AT_FAULT, (f"{LIST}: the list declares 18 rows and gave 9",))


@pytest.mark.parametrize("trouble", [Trouble.ERROR, Trouble.ARCHIVE, Trouble.PAUSED])
def test_an_error_of_our_own_says_nothing_of_the_row(trouble: Trouble) -> None:
    found = check_row(SITE, ledger(("", trouble, "the host is being asked by another process")), [])
    assert found.found is Found.NOT_ASKED
