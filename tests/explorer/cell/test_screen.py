"""Screen 3 in a real browser: by keyboard from a number to its cell, on every format, small, printed, under attack."""

import re
from urllib.parse import urlsplit

import pypdfium2
import pytest
from playwright.sync_api import Frame, Page

from nianbao.explorer.cell_page_build import KEPT, squeezed
from tests.explorer.browser import Visit, Window
from tests.explorer.cell.conftest import Archived
from tests.explorer.cell.hostile import payloads

# One of each format: a page, a text, Markdown, a PDF, a Word file, a workbook.
SEEN = ("www.liuyang", "made text_", "made md_", "made pdf_", "made docx_", "made xlsx_")
TABS = 60


def framed(page: Page) -> Frame:
    """The archived page in its frame, when it is there."""
    page.frame_locator("iframe").locator("#cell").wait_for(state="attached")
    return next(frame for frame in page.frames if "/page/" in frame.url)


def quiet(visit: Visit, address: str) -> None:
    """Nothing was asked of anybody else, nothing ran, nobody complained."""
    assert visit.strangers(address) == []
    assert visit.said == []
    assert visit.alarms == []


def press_to(page: Page, selector: str) -> None:
    """Tab until the focus is on what the selector names."""
    for _ in range(TABS):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{selector} is not reached by {TABS} tabs")


def test_from_a_number_to_its_cell_by_keyboard(archived: Archived, address: str, window: Window) -> None:
    report = archived.of("www.liuyang").report_id
    with window() as visit:
        page = visit.page
        page.goto(f"{address}/en/report/{report}")
        press_to(page, "td a[href$='/t2.rules.issued']")
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/{report}/t2.rules.issued")
        shown = page.locator("#raw").inner_text()
        assert framed(page).locator("#cell").inner_text() == shown == page.locator("#lit").inner_text() == "0"
        press_to(page, "iframe")
        before = framed(page).evaluate("scrollY")
        page.keyboard.press("PageDown")
        page.wait_for_timeout(300)
        assert framed(page).evaluate("scrollY") > before
        quiet(visit, address)


@pytest.mark.parametrize("name", SEEN)
def test_the_cell_is_lit_on_both_sides(archived: Archived, address: str, window: Window, name: str) -> None:
    held = archived.of(name)
    key = next(key for key, raw in held.raws.items() if raw.strip() not in ("", "0"))
    with window() as visit:
        visit.page.goto(f"{address}/zh/report/{held.report_id}/{key}")
        frame = framed(visit.page)
        assert squeezed(visit.page.locator("#lit").inner_text()) == squeezed(held.raws[key])
        assert squeezed(visit.page.locator("#raw").inner_text()) == squeezed(held.raws[key])
        marked = frame.locator("#cell")
        if marked.evaluate("element => element.localName") != "rect":
            assert squeezed(marked.inner_text()) == squeezed(held.raws[key])
        box, inner = marked.bounding_box(), visit.page.locator("iframe").bounding_box()
        assert box is not None
        assert inner is not None
        assert inner["y"] <= box["y"] <= inner["y"] + inner["height"]
        quiet(visit, address)


def test_nothing_is_wider_than_a_small_screen(archived: Archived, address: str, window: Window) -> None:
    report = archived.of("www.liuyang").report_id
    with window(width=320, height=640) as visit:
        for path in (report, f"{report}/t3.granted.total"):
            visit.page.goto(f"{address}/en/report/{path}")
            assert visit.page.evaluate("document.documentElement.scrollWidth") == 320
        quiet(visit, address)


def test_it_prints(archived: Archived, address: str, window: Window) -> None:
    with window() as visit:
        visit.page.goto(f"{address}/en/report/{archived.of('www.liuyang').report_id}/t3.granted.total")
        framed(visit.page)
        document = pypdfium2.PdfDocument(visit.page.pdf())
        printed = "".join(page.get_textpage().get_text_range() for page in document)
        document.close()
        assert "Granted, all applicants" in printed
        assert "89 = 86 + 3 + 0 + 0 + 0 + 0" in printed
        assert "（一）予以公开" in printed
        quiet(visit, address)


def test_a_hundred_hostile_texts_stay_texts(archived: Archived, address: str, window: Window) -> None:
    held = archived.of("hostile page")
    with window() as visit:
        page = visit.page
        page.goto(f"{address}/en/report/{held.report_id}")
        frame = framed(page)
        seen = squeezed(page.evaluate("document.body.textContent"))
        assert [text for text in payloads() if squeezed(text) not in seen] == []
        harmless(page.main_frame)
        harmless(frame)
        told = squeezed(frame.evaluate("document.body.textContent"))
        assert [text for text in payloads() if squeezed(text) not in told] == []
        quiet(visit, address)
        for key in list(held.raws)[:2]:
            page.goto(f"{address}/en/report/{held.report_id}/{key}")
            harmless(framed(page))
            page.goto(f"{address}/en/page/{held.report_id}/{key}")
            harmless(page.main_frame)
        quiet(visit, address)


def harmless(frame: Frame) -> None:
    """Nothing ran, and there is nothing that could; of an archived page only what is on the list is left."""
    assert frame.evaluate("window.ran === undefined")
    found = frame.evaluate(
        "[...document.querySelectorAll('*')].map(each => [each.localName, each.getAttributeNames()])"
    )
    assert not {"script", "object", "embed", "applet", "base", "video", "audio", "math"} & {name for name, _ in found}
    attributes = {attribute for _, names in found for attribute in names}
    assert not {attribute for attribute in attributes if attribute.startswith("on")}
    if "/page/" in frame.url:
        assert {name for name, _ in found} <= KEPT | {"html", "head", "meta", "title", "style", "body", "main"}
        assert attributes <= {"id", "class", "tabindex", "rowspan", "colspan", "lang", "charset", "name", "content"}
        assert frame.evaluate("document.querySelectorAll('#cell').length") == 1


def test_policies_allow_no_script(archived: Archived, address: str, window: Window) -> None:
    report = archived.of("www.liuyang").report_id
    with window() as visit:
        for path, sandboxed in (
            (f"report/{report}/t3.granted.total", False),
            (f"page/{report}/t3.granted.total", True),
        ):
            answer = visit.page.goto(f"{address}/en/{path}")
            assert answer is not None
            policy = answer.headers["content-security-policy"]
            assert "default-src 'none'" in policy
            assert "unsafe" not in policy
            assert "script-src" not in policy
            assert ("sandbox" in policy) is sandboxed
            assert not re.search(r"<script|\son\w+=|\sstyle=", answer.text())
        assert urlsplit(visit.page.url).path.startswith("/en/page/")
        quiet(visit, address)
