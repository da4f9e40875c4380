"""What screen 3 gives to programs, what it withholds, and what it says where it cannot show a page."""

import json
import shlex
from collections.abc import Iterator

import httpx
import pytest
from lxml import html
from sqlalchemy import text

from nianbao.explorer.cell_json import cell_to_json
from tests.explorer.cell.conftest import PHONE, Archived

KEY = "t3.granted.total"


@pytest.fixture(scope="module")
def asking(address: str) -> Iterator[httpx.Client]:
    """Asks the explorer."""
    with httpx.Client(base_url=address, timeout=60) as client:
        yield client


@pytest.fixture(scope="module")
def report(archived: Archived) -> str:
    """A report of the sample: 89 requests granted, by the page."""
    return archived.of("www.liuyang").report_id


def test_a_cell_as_json_is_that_of_why_without_the_path(archived: Archived, asking: httpx.Client, report: str) -> None:
    from nianbao.explorer.cell import cell_facts, held_report

    with archived.engine.connect() as connection:
        told = cell_to_json(cell_facts(connection, held_report(connection, report), KEY))
    del told["record"]["file"]
    answer = asking.get(f"/api/v1/cell/{report}/{KEY}").json()
    assert answer == told
    assert (answer["value"], answer["raw"], answer["row_heads"][-1]) == (89, "89", "（一）予以公开")
    assert answer["second_reader"] == {"value": 89, "status": "number", "raw": "89"}
    assert [each["text"] for each in answer["identities"]][-1] == "89 = 86 + 3 + 0 + 0 + 0 + 0 ✓"


def test_every_figure_of_a_report_leads_to_its_cell(asking: httpx.Client, archived: Archived, report: str) -> None:
    page = html.document_fromstring(asking.get(f"/en/report/{report}").text)
    links = {link.get("href", "").rpartition("/")[2] for cell in page.iter("td") for link in cell.iter("a")}
    assert links == set(archived.of("www.liuyang").raws)


def test_rows_as_csv_and_as_sql(asking: httpx.Client, report: str) -> None:
    lines = asking.get(f"/en/report/{report}?as=csv").text.splitlines()
    assert len(lines) == 201
    assert "FROM figure" in asking.get(f"/en/report/{report}?as=sql").text


def test_a_flag_is_a_file(asking: httpx.Client, report: str) -> None:
    answer = asking.get(f"/en/flag/{report}/{KEY}", params={"says": "98", "class": "misread", "note": "<b>"})
    assert answer.headers["content-disposition"].startswith("attachment")
    flag = json.loads(answer.text)
    assert (flag["cell_id"], flag["theirs"], flag["by"]) == (f"{report}/{KEY}", "98", "anonymous")
    assert flag["ours"] == {"value": "89", "status": "number", "raw": "89"}
    assert asking.get(f"/en/flag/{report}/{KEY}", params={"class": "none"}).status_code == 400
    page = html.document_fromstring(asking.get(f"/en/report/{report}/{KEY}").text)
    command = next(page.iter("code")).text or ""
    assert shlex.split(command)[:3] == ["nianbao", "flag", f"{report}/{KEY}"]


def test_contacts_are_masked_in_the_archived_page(asking: httpx.Client, archived: Archived) -> None:
    report = archived.of("private page").report_id
    for path in (f"/en/page/{report}/{KEY}", f"/en/report/{report}"):
        answer = asking.get(path).text
        assert PHONE not in answer
        assert "〔电话〕" in answer


def test_what_is_withheld_is_shown_nowhere(asking: httpx.Client, archived: Archived) -> None:
    report = archived.of("private page").report_id
    key = "t3.new_received.total"
    with archived.engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO decision (target, report_id, keys, raws, verdict, note, decided_by) "
                "VALUES ('cell', :report, ARRAY[:key], ARRAY['224'], 'withheld', 'asked for', 'tester')"
            ),
            {"report": report, "key": key},
        )
    for path in (f"/en/report/{report}/{key}", f"/zh/page/{report}/{key}", f"/api/v1/cell/{report}/{key}"):
        answer = asking.get(path)
        assert (path, answer.status_code) == (path, 403)
        assert "224" not in answer.text
    page = html.document_fromstring(asking.get(f"/en/report/{report}").text)
    assert not page.xpath(f"//td/a[contains(@href, '{key}')]")


@pytest.mark.parametrize(
    "path", ["/en/report/{}/t3.nothing", "/zh/page/{}/t3.nothing", "/en/report/none-2023-a", "/api/v1/cell/none/x"]
)
def test_what_is_not_held_is_said(asking: httpx.Client, report: str, path: str) -> None:
    assert asking.get(path.format(report)).status_code == 404


def test_no_other_method_is_answered(asking: httpx.Client, report: str) -> None:
    assert asking.post(f"/en/flag/{report}/{KEY}").status_code == 405
