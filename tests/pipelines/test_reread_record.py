"""What a crawl knew of a document besides its bytes is found again on record."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from crawler.registry import Site
from nianbao.domain.capture import Capture, RecordRef
from nianbao.store.query_reread import Content, SiteRecord
from pipelines.reread.record import KnownOfSite, asked_of

BEGIN = datetime(2024, 2, 1, tzinfo=UTC)
PAGE, FILE = "http://www.example.test/a.html", "http://www.example.test/a.xlsx"
OWN = "http://www.example.test/own.html"


def capture(url: str, days: int = 0, part: str = "") -> Capture:
    record = RecordRef(Path("/archive/made.warc.gz"), days, f"<urn:uuid:{url}-{days}>", "sha256:made", part)
    return Capture(url, BEGIN + timedelta(days=days), 200, "text/html", record)


def content(url: str, attached_to: str = "") -> Content:
    return Content(1, "sha256:made", url, "html", attached_to, 2019, (), None)


def known(**facts: Any) -> KnownOfSite:
    site = Site("shili", "990121", "示例县人民政府", "trs", 2008, "made", reports=(OWN,))
    record = {"asked": {}, "listed": {}, "looks": (), "pages": {}, **facts}
    return KnownOfSite(site, SiteRecord(**record))


def test_an_address_used_again_keeps_the_year_it_was_listed_under_then() -> None:
    looks = ((BEGIN, {PAGE: 2022}), (BEGIN + timedelta(days=370), {PAGE: 2023}))
    site = known(looks=looks, listed={PAGE: ("", 2023)})
    years = [site.year_of(content(PAGE), PAGE, capture(PAGE, days)) for days in (-1, 0, 369, 370)]
    assert years == [2022, 2022, 2022, 2023]


def test_a_file_is_of_the_year_in_its_pages_row() -> None:
    site = known(looks=((BEGIN, {PAGE: 2022}),), listed={FILE: ("附件", 2021)})
    assert site.year_of(content(FILE, PAGE), FILE, capture(FILE, 1)) == 2022
    assert site.page(content(FILE, PAGE), capture(FILE, 1), b"").title == "附件"


def test_what_no_whole_look_showed_has_the_year_of_its_row_and_without_one_that_of_its_reading() -> None:
    assert known(listed={PAGE: ("示例", 2021)}).year_of(content(PAGE), PAGE, capture(PAGE)) == 2021
    assert known(listed={PAGE: ("示例", None)}).year_of(content(PAGE), PAGE, capture(PAGE)) is None
    assert known().year_of(content(PAGE), PAGE, capture(PAGE)) == 2019


def test_of_the_registrys_own_addresses_a_list_says_nothing() -> None:
    site = known(looks=((BEGIN, {OWN: 2022}),))
    assert site.year_of(content(OWN), OWN, capture(OWN)) is None


def test_the_page_beside_a_file_is_the_last_one_ahead_of_it() -> None:
    pages = tuple(capture(PAGE, days) for days in (2, 4, 6))
    site = known(pages={PAGE: pages})
    beside = [site.page_beside(content(FILE, PAGE), capture(FILE, days)) for days in (1, 2, 5, 9)]
    assert beside == [pages[0], pages[0], pages[1], pages[2]]
    assert known().page_beside(content(FILE, PAGE), capture(FILE)) is None


def test_a_redirect_is_asked_for_by_its_first_address_and_an_article_in_a_list_by_its_own() -> None:
    other = "http://www.example.test/old.html"
    assert asked_of(capture(PAGE), (other,)) == other
    assert asked_of(capture(PAGE), (other, PAGE)) == PAGE
    assert asked_of(capture(PAGE), ()) == PAGE
    assert asked_of(capture(PAGE, part="/data/0"), (other,)) == PAGE
