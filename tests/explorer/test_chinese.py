"""Chinese pages are Chinese: no sentence of ours stands on them in English, whatever state a year is in."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
from lxml import html
from sqlalchemy import Engine

from nianbao.explorer.app import make_app
from nianbao.explorer.database import reading_engine
from nianbao.explorer.phrasing import chinese, entries, phrases, said, say
from nianbao.store.embedded import EmbeddedServer
from nianbao.store.roles import READER
from tests.explorer import every_state
from tests.explorer.english import english_in
from tests.explorer.made_county import fill
from tests.explorer.serving import served

NewDatabase = Callable[[], tuple[str, Engine]]
SCREENS = (
    "",
    "?q=示例",
    "region/990101",
    "region/990103",
    "region/990100",
    "organ/990101-ga207d5d9-a",
    "sum/990101-ga207d5d9-2022-a/exemption_refusal",
    "search?q=依法公开",
    "search?q=没有此语",
    "compare?u=990101,990102",
    "compare?u=990101 990102 990101-deeb47897-o 无此 示例&key=any_grant_rate",
    "dataset?build=1&region=990100&first=2008&group=requests&group=annexes&coverage=own&coverage=unclear",
    "quality",
    "quality?rule=T3.SUM",
    "changes",
)
REFUSED = (
    "region/999999",
    "search?q=x",
    "?level=x",
    "compare?key=rank",
    "dataset?build=1&first=1999",
    "dataset?build=1&figure=t9.nothing",
    "dataset?build=1&region=无此地",
    "dataset?build=1&quality=x",
    "dataset?build=1&release=2000.1",
    "dataset?build=1&first=2020&last=2019",
    "dataset/file/long.doc?build=1",
    "report/990101-ga207d5d9-2022-a",
    "report/990101-nobody-2022-a",
)


@pytest.fixture(scope="module")
def asking(new_database: NewDatabase, embedded_server: EmbeddedServer) -> Iterator[httpx.Client]:
    """The explorer on the made counties, one of them in every state; without an archive."""
    name, engine = new_database()
    with engine.begin() as connection:
        fill(connection)
        every_state.add(connection)
    reader = reading_engine(embedded_server.url(name, READER))
    with served(make_app(reader)) as address, httpx.Client(base_url=address, timeout=30) as client:
        yield client
    reader.dispose()


@pytest.mark.parametrize("screen", [*SCREENS, *REFUSED])
def test_no_sentence_of_a_chinese_page_is_english(screen: str, asking: httpx.Client) -> None:
    answer = asking.get(f"/zh/{screen}")
    assert (answer.status_code == 200) == (screen in SCREENS)
    assert list(english_in(html.document_fromstring(answer.text))) == []


def test_every_state_stands_on_the_pages_walked(asking: httpx.Client) -> None:
    page: Any = html.document_fromstring(asking.get("/zh/?q=示例").text)
    assert set(page.xpath("//ol//*[@data-look]/@data-look")) >= every_state.STATES


def test_the_walk_finds_english_where_it_is() -> None:
    page = html.document_fromstring(
        "<p title='this is English'>中文 and so on it goes<code>code of some kind</code></p>"
        f"<p lang='en'>said to be English</p><p>{said('nobody wrote its Chinese', 'zh')} report_panel CC BY 4.0</p>"
    )
    assert list(english_in(page)) == ["and so on it goes", "nobody wrote its Chinese", "this is English"]


@pytest.mark.parametrize(
    ("english", "expected"),
    [
        ("not due before the end of 2026-03-31", "2026-03-31 终了前尚未到期"),
        ("list page: the portal answered 412", "目录页：网站答复 412"),
        ("since 2019 only; pending cases are counted since 2019", "仅2019年起；2019年起计入未审结案件"),
        (
            "t3.a: cell >= 0 and integer; left 2, right 7; no single cell explains it, nor do two cells",
            "t3.a：单元格须为非负整数；左边 2，右边 7；没有一个或两个单元格可以解释",
        ),
        ("“收到5件” beside 3 and 4 the year before, of which follows 5", "“收到5件”，而今年 3、上年 4，由此应为 5"),
        ("350128-x", "350128-x"),
        ("nobody wrote its Chinese", None),
        ("list page: nobody wrote its Chinese", None),
        ("a b c; " * 100, None),
    ],
)
def test_a_sentence_with_parts_is_said_by_its_pattern(english: str, expected: str | None) -> None:
    assert chinese(english) == expected
    assert say(english, "en") == english
    assert say(english, "zh") == (expected or english)


def test_an_entry_has_the_same_parts_in_both_languages() -> None:
    for phrase in phrases():
        assert set(phrase.looks.groupindex) == set(re.findall(r"\{(\w+)\}", phrase.chinese)), phrase.chinese
    for english, told in entries().items():
        assert english.strip()
        assert re.search(r"[\u4e00-\u9fff]", told), english
