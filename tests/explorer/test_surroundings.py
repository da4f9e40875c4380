"""What surrounds every page: headers, hosts, languages, errors in words, markup that a screen reader can use."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest
from lxml import html
from sqlalchemy.exc import ProgrammingError

from nianbao.explorer.database import reading_engine
from tests.explorer.made_county import HOSTILE, MOBILE

Open = Callable[[str], html.HtmlElement]
SCREENS = (
    "",
    "?q=示例",
    "region/990101",
    "organ/990101-ga207d5d9-a",
    "sum/990101-ga207d5d9-2022-a/exemption_refusal",
    "search?q=依法公开",
    "compare?u=990101,990102",
    "dataset?build=1&region=990100&group=requests",
    "quality",
    "changes",
)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("screen", SCREENS)
def test_a_page_can_be_read_without_seeing_it(screen: str, language: str, page: Open) -> None:
    found = page(f"/{language}/{screen}")
    assert found.get("lang") == {"en": "en", "zh": "zh-Hans"}[language]
    assert len(found.xpath("//h1")) == 1
    assert found.xpath("//a[@class='skip']/@href") == ["#content"]
    assert found.xpath("//main[@id='content']")
    for table in found.xpath("//table"):
        assert table.xpath(".//th[@scope]"), html.tostring(table)[:200]
        assert table.xpath("caption") or table.xpath("ancestor::*[@aria-labelledby or @aria-label]")
    for field in found.xpath("//input[not(@type='hidden')]|//select"):
        labelled = found.xpath(f"//label[@for='{field.get('id')}']") or field.xpath("ancestor::label")
        assert labelled or field.get("aria-label"), html.tostring(field)
    assert len(found.xpath("//@id")) == len(set(found.xpath("//@id")))


@pytest.mark.parametrize("screen", SCREENS)
def test_nothing_is_loaded_from_elsewhere_and_nothing_runs(screen: str, client: httpx.Client) -> None:
    answer = client.get(f"/en/{screen}")
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "script-src" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    found: Any = html.document_fromstring(answer.text)
    assert not found.xpath("//script|//style|//@style|//@*[starts-with(name(), 'on')]")
    loaded = found.xpath("//link/@href|//img/@src|//iframe/@src|//form/@action")
    assert all(address.startswith("/") and not address.startswith("//") for address in loaded)


def test_every_page_that_a_page_leads_to_is_there(page: Open, client: httpx.Client) -> None:
    asked: set[str] = set()
    for screen in SCREENS:
        for link in page(f"/en/{screen}").xpath("//a/@href"):
            address = link.partition("#")[0]
            # The cells of made reports have no archived page; the files of a dataset have tests of their own.
            if address and "/report/" not in address and "/dataset/" not in address:
                asked.add(address)
    kinds = {address.partition("?")[0].replace("/zh/", "/en/"): address for address in sorted(asked)}
    few = [address for address in kinds.values() if "/region/" not in address or "9901" in address]
    assert len(few) > 30
    wrong = {address: status for address in few if (status := client.get(address).status_code) != 200}
    assert wrong == {}


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "localhost.evil.example:8008"])
def test_another_name_for_this_server_is_refused(host: str, client: httpx.Client) -> None:
    assert client.get("/en/", headers={"Host": host}).status_code in (400, 421)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_nothing_but_reading_is_answered(method: str, client: httpx.Client) -> None:
    for address in ("/en/", "/api/v1/regions"):
        assert client.request(method, address).status_code == 405


def test_head_is_get_without_a_body(client: httpx.Client) -> None:
    answer = client.head("/en/region/990101")
    assert answer.status_code == 200
    assert answer.content == b""
    assert int(answer.headers["content-length"]) > 1000


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/en/region/999999", 404),
        ("/zh/organ/990101-nobody-a", 404),
        ("/en/nothing", 404),
        ("/en/region/990101/counts.xml", 404),
        ("/en/search?q=x", 400),
        ("/en/compare?key=rank", 400),
        ("/en/?level=x", 400),
        ("/en/dataset?build=1&first=1999", 400),
        ("/en/dataset?build=1&figure=t9.nothing", 400),
        ("/en/search?q=%00%00", 400),
        ("/en/changes?since=2026.1", 400),
    ],
)
def test_an_error_is_a_page_in_both_languages(address: str, status: int, client: httpx.Client) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    found: Any = html.document_fromstring(answer.text)
    assert found.xpath("//main//section/@lang") == ["en", "zh-Hans"]


def test_what_is_hostile_stays_text_and_what_is_masked_stays_masked(client: httpx.Client) -> None:
    for address in ("/en/search?q=依法公开", f"/en/?q={HOSTILE[:50]}", f"/zh/search?q={HOSTILE[:30]}"):
        answer = client.get(address)
        assert answer.status_code == 200
        assert MOBILE not in answer.text
        found: Any = html.document_fromstring(answer.text)
        assert not found.xpath("//script|//img")
    assert "〔" in client.get("/en/search?q=依法公开").text


def test_an_address_without_language_leads_to_the_one_preferred(client: httpx.Client) -> None:
    for given, language in (("zh-CN,en;q=0.5", "zh"), ("de, en", "en"), ("", "en")):
        answer = client.get("/region/990101?x=1", headers={"Accept-Language": given})
        assert (answer.status_code, answer.headers["location"]) == (307, f"/{language}/region/990101?x=1")
    assert client.get(f"{client.base_url}//evil.example/x").headers.get("location", "/en/").startswith("/en/")


def test_the_session_reads_and_nothing_else(reader_url: str) -> None:
    engine = reading_engine(reader_url)
    with engine.connect() as connection, pytest.raises(ProgrammingError, match="permission denied"):
        connection.exec_driver_sql("SELECT * FROM public.section")
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SHOW statement_timeout").scalar_one() == "5s"
        assert connection.exec_driver_sql("SHOW transaction_read_only").scalar_one() == "on"
    engine.dispose()


def test_a_page_is_made_once_a_state_and_not_sent_twice(client: httpx.Client) -> None:
    first = client.get("/en/region/990102")
    again = client.get("/en/region/990102", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
