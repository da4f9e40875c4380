"""What links are worth on the way to the annual reports."""

from crawler.discovery.leads import Lead, leads_from, points_of
from crawler.discovery.links import By, Link

HOST = "http://www.shilixian.gov.cn"


def worth(words: str, path: str = "/x/", *, annual: bool = False) -> float:
    return points_of(Link(HOST + path, words, By.LINK), annual)


def test_the_prescribed_names_come_in_their_order() -> None:
    names = [
        "政府信息公开年报",
        "年报公示",
        "法定主动公开内容",
        "政府信息公开",
        "政务公开",
        "公开工作总结",
        "网站地图",
        "新闻中心",
    ]
    points = [worth(name) for name in names]
    assert points == sorted(points, reverse=True)
    assert points[-1] <= 0 < min(points[:-1])


def test_other_columns_and_single_reports_are_not_followed_for_themselves() -> None:
    for words in ("政府信息公开指南", "政策解读", "财政预算", "示例县人民政府2023年政府信息公开工作年度报告"):
        assert worth(words) <= 0
    assert worth("部门年报") < worth("县政府年报")


def test_years_and_the_governments_own_count_within_a_column() -> None:
    assert (worth("2024年"), worth("县政府")) == (0, 0)
    assert min(worth("2024年", annual=True), worth("县政府", annual=True)) > 60


def test_an_address_that_speaks_of_reports_is_worth_more() -> None:
    assert worth("信息公开", "/zwgk/xxgknb/") > worth("信息公开", "/zwgk/xw/")


def test_a_page_of_years_hands_each_the_others() -> None:
    lead = Lead(f"{HOST}/nb/", "政府信息公开年报", By.LINK, 100)
    links = [Link(f"{HOST}/{year}/", f"{year}年", By.LINK) for year in (2024, 2023)]
    found = list(leads_from(lead, lead.url, "政府信息公开年报", links, "shilixian.gov.cn"))
    assert [one.years for one in found] == [(f"{HOST}/2024/", f"{HOST}/2023/")] * 2


def test_what_says_nothing_is_followed_on_the_platform_alone_and_a_stranger_last() -> None:
    platform = Lead(f"{HOST}/zw/", "政府信息公开平台", By.LINK, 70)
    links = [Link(f"{HOST}/a/", "成果", By.LINK), Link("http://www.shi.gov.cn/nb/", "政府信息公开年报", By.LINK)]
    found = {one.url: one.points for one in leads_from(platform, platform.url, "", links, "shilixian.gov.cn")}
    assert 0 < found[f"{HOST}/a/"] < found["http://www.shi.gov.cn/nb/"] < 100
    home = Lead(f"{HOST}/", "首页", By.LINK, 20)
    assert [one.url for one in leads_from(home, home.url, "", links[:1], "shilixian.gov.cn")] == []
