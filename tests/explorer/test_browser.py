"""The screens in a real Chromium: narrow, printed, by keyboard; the console stays empty, nobody else is asked."""

from collections.abc import Iterator

import httpx
import pytest

from tests.explorer.browser import Visit, Window

SCREENS = (
    "?q=示例",
    "region/990101",
    "search?q=依法公开",
    "compare?u=990101 990102",
    "dataset?build=1&region=990100&group=requests",
    "quality?rule=T3.SUM",
    "changes",
)


@pytest.fixture(scope="module")
def narrow(window: Window) -> Iterator[Visit]:
    """One window of 320 pixels."""
    with window(width=320, height=640) as visit:
        yield visit


@pytest.mark.parametrize("screen", SCREENS)
def test_a_narrow_page_scrolls_down_alone_and_is_quiet(screen: str, narrow: Visit, client: httpx.Client) -> None:
    narrow.page.goto(f"{client.base_url}/zh/{screen}")
    assert narrow.page.evaluate("document.documentElement.scrollWidth") == 320
    assert narrow.said == []
    assert narrow.alarms == []
    assert narrow.strangers(str(client.base_url)) == []


def test_the_box_and_a_hit_are_reached_by_keyboard(narrow: Visit, client: httpx.Client) -> None:
    page = narrow.page
    page.goto(f"{client.base_url}/en/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.insert_text("示例县")
    page.keyboard.press("Enter")
    page.wait_for_selector(".hit-list")
    page.locator(".hit-list a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/region/990101")
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).visibility") == "visible"


def test_a_printed_region_has_its_tables_and_none_of_the_tools(narrow: Visit, client: httpx.Client) -> None:
    page = narrow.page
    page.goto(f"{client.base_url}/en/region/990101")
    page.emulate_media(media="print")
    assert page.locator("nav").is_hidden()
    assert page.locator(".twins").first.is_hidden()
    assert page.locator("table.years").first.is_visible()
    page.emulate_media(media="screen")
