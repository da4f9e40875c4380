"""Software told by its marks: on every simulated portal its own, with a mark for each family that is crawled."""

from collections.abc import Mapping
from functools import partial
from urllib.parse import urljoin

import pytest

from crawler.discovery.data import data_of
from crawler.discovery.links import links_of
from crawler.discovery.software import lists_of_article, recognised
from crawler.families import FAMILIES
from simulator.families import FAMILIES as SIMULATED
from simulator.families import Family, Hanweb, Trs, Vsb
from simulator.message import Asked
from simulator.portal import Portal

VARIANTS: Mapping[str, Family] = {
    **{name: kind() for name, kind in SIMULATED.items()},
    "trs, count": Trs(pager="countPage", rows_as="dl"),
    "trs, script": Trs(rows_as="script"),
    "trs, search": Trs(search=True),
    "hanweb, jpaas": Hanweb(paging="jpaas"),
    "vsb, by number": Vsb(by_number=True),
    "vsb, script alone": Vsb(pager="goto"),
}


@pytest.mark.parametrize("name", VARIANTS)
def test_a_list_is_told_to_be_of_its_software(name: str) -> None:
    family = VARIANTS[name]
    portal = Portal(family, place="示例县", rows=14, years=range(2022, 2026), twins=0)
    url = portal.list_url
    path = url.partition(portal.host)[2]
    text = portal.plain(Asked(portal.host, path)).body.decode("utf-8")
    links = [link.url for link in links_of(text, partial(urljoin, url))]
    assert recognised(url, text, links)[0].family == family.name


def test_every_family_with_lists_has_marks() -> None:
    assert {mark["family"] for mark in data_of("marks")["mark"]} >= FAMILIES.keys() - {"plain"}


def test_a_page_of_no_known_software_is_of_none() -> None:
    assert recognised("http://www.shilixian.gov.cn/a/1.html", "<html><body>年报</body></html>", []) == []


@pytest.mark.parametrize(
    ("article", "listed"),
    [
        ("http://h.gov.cn/art/2024/1/3/art_123_45.html", ("hanweb", "http://h.gov.cn/col/col123/index.html")),
        ("http://h.gov.cn/info/12/345.htm", ("vsb", "http://h.gov.cn/list.jsp?urltype=tree.TreeTempUrl&wbtreeid=12")),
        ("http://h.gov.cn/zw/nb/202401/t20240103_45.html", ("trs", "http://h.gov.cn/zw/nb/")),
    ],
)
def test_an_article_tells_its_list(article: str, listed: tuple[str, str]) -> None:
    assert list(lists_of_article(article)) == [listed]
