"""Manners of single portals: a column that is the report, calls by GET, the host for telephones, files in a list."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.replay.list_faults import SMALL

HANWEB = "http://www.jiaqu.test"
VSB = "http://www.yishi.test"
COLUMN = f"{HANWEB}/col/col1229485002/index.html"
# The second and the third call for records, as POST has them.
CALLS = [f"/module/web/jpage/dataproxy.jsp?startrecord={first}&endrecord={first + 23}&perpage=8" for first in (25, 49)]
REFUSED = [[call, "statuses.status", [405]] for call in CALLS]


@pytest.fixture(scope="module")
def told(crawl_portals: Any) -> dict[str, Any]:
    """Every case's account."""
    hanweb, vsb, trs = ({"family": family, "portal": SMALL} for family in ("hanweb", "vsb", "trs"))
    tasks = {
        "column is the report": {**hanweb, "site": {"list_url": COLUMN}},
        "calls by GET": {**hanweb, "switches": {"get_too": True}, "rules": REFUSED},
        "no calls at all": {**hanweb, "rules": REFUSED},
        "deep paging refused": {**hanweb, "switches": {"deep": False, "unit": "AbC%2Bx"}},
        "for telephones": {**vsb, "edits": [["add_foreign", [2023, "http://m.yishi.test/info/39378/5005.htm"]]]},
        "a file in the list": {**trs, "switches": {"search": True, "file_only": 2023}},
    }
    accounts: dict[str, Any] = crawl_portals(tasks)
    return accounts


def test_a_column_page_that_is_the_report(told: dict[str, Any]) -> None:
    account = told["column is the report"]
    assert (account["state"], account["pages"], account["listed"]) == ("complete", [COLUMN], 1)


def test_a_portal_that_takes_no_post_is_called_by_get(told: dict[str, Any]) -> None:
    account = told["calls by GET"]
    assert (account["state"], account["shortfalls"], len(account["rows"])) == ("complete", [], 62)
    methods = [method for method, url, _ in account["asked"] if "dataproxy" in url]
    assert methods == ["POST", "POST", "GET", "GET"]


@pytest.mark.parametrize(("name", "trouble"), [("no calls at all", "wrong_page"), ("deep paging refused", "blocked")])
def test_records_that_cannot_be_called_for_are_missed(told: dict[str, Any], name: str, trouble: str) -> None:
    account = told[name]
    assert account["state"] == "partial"
    assert [kind for _, kind, _ in account["shortfalls"]] == [trouble, trouble, "list_short"]
    assert account["shortfalls"][-1][2] == "the list declares 62 rows and gave 24"
    assert len(account["rows"]) == 24


def test_an_address_for_telephones_is_the_sites_own(told: dict[str, Any]) -> None:
    account = told["for telephones"]
    assert (account["state"], account["shortfalls"]) == ("complete", [])
    assert f"{VSB}/info/39378/5005.htm" in account["pages"]
    assert not [url for _, url, _ in account["asked"] if "//m." in url]


def test_a_row_that_leads_to_a_file_is_taken_as_the_report(told: dict[str, Any]) -> None:
    account = told["a file in the list"]
    assert account["state"] == "complete"
    assert [url for url in account["pages"] if url.endswith(".pdf")]


@pytest.fixture(scope="module")
def by_hand(replay_all: Any, case: Any, list_page: Callable[..., str], report_page: Callable[[str], str]) -> Any:
    """Column pages written by hand: rows in plain markup, several datastores."""
    url = "https://www.shilixian.test/col/col7/index.html"
    title = "示例县人民政府2023年政府信息公开工作年度报告"
    row = ("/art/2024/1/18/art_7_1.html", title, "2024-01-18")
    report = ("https://www.shilixian.test/art/2024/1/18/art_7_1.html", {"body": report_page(title)})
    record = f'<record><![CDATA[<li><a href="{row[0]}">{title}</a><b>2024-01-18</b></li>]]></record>'
    stores = "".join(
        '<script type="text/xml"><datastore><nextgroup><![CDATA[<a href="/module/web/jpage/dataproxy.jsp?'
        f'webid=1&columnid={column}&unitid={column}0"></a>]]></nextgroup>'
        f"<recordset>{records}</recordset></datastore></script>"
        for column, records in (("6", ""), ("7", record))
    )
    page = f"<html><body>{stores}<script>totalRecord:1,perPage:15</script>{'<p>示例县</p>' * 40}</body></html>"
    facts = {"family": "hanweb", "list_url": url}
    return replay_all(
        {
            "plain markup": case([(url, {"body": list_page([row])}), report], facts),
            "two stores": case([(url, {"body": page}), report], facts),
            "two stores of none": case([(url, {"body": page.replace("columnid=7", "columnid=8")}), report], facts),
        }
    )


@pytest.mark.parametrize("name", ["plain markup", "two stores"])
def test_the_list_of_the_column_is_found(by_hand: dict[str, Any], name: str) -> None:
    account = by_hand[name]
    assert (account["state"], account["shortfalls"], len(account["pages"])) == ("complete", [], 1)


def test_of_several_lists_none_is_guessed(by_hand: dict[str, Any]) -> None:
    assert by_hand["two stores of none"]["state"] == "failed"
