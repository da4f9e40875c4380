"""What is a message in a page's place, and what only looks like one."""

import pytest

from crawler.blocks import instead_of_page

TITLE = "示例县人民政府2023年政府信息公开工作年度报告"
LINKS = "".join(f'<a href="/{n}">栏目{n}</a>' for n in range(40))
OWN = {
    "nothing": "",
    "a list of reports with a box to log in": f'<a href="/1">{TITLE}</a><p>请输入验证码</p>',
    "a list that a script writes": f"<script>var t='{TITLE}';var u='网站升级维护的公告';</script>",
    "a report as a picture": f"<h1>{TITLE}</h1><img src='/1.jpg'><p>请输入验证码</p>",
    "a home page with repairs": f"{LINKS}<p>本站将于8月升级维护，暂停服务。</p>",
    "a long page that speaks of 404": f"<p>404</p>{'<p>本年度清理死链，完善错误提示。</p>' * 200}",
    "rows as JSON": '{"data":[{"title":"关于系统升级维护的公告","url":"/zwgk/1.htm","date":"2024-01-18"},'
    '{"title":"关于页面不存在的说明","url":"/zwgk/2.htm","date":"2024-01-19"}]}',
    "a firewall's script in a long page": f"<script>$_ts=1</script>{'<p>示例县不存在。</p>' * 60}",
    "nested beyond reason": "<div>" * 5000 + "页面不存在",
}
INSTEAD = {
    "a title kept": (f"<title>{TITLE}</title><p>您访问的页面不存在</p>", "soft 404"),
    "a title kept, refused": (f"<h1>{TITLE}</h1><p>您的访问请求已被拦截</p>", "firewall"),
    "under a head": (f"{LINKS}<h2>该文章已被删除</h2>", "soft 404"),
    "in full width": ("<p>４０４　Ｎｏｔ　Ｆｏｕｎｄ</p>", "soft 404"),
    "a cookie and again": ("<script>document.cookie='k='+x;location.reload()</script>", "script challenge"),
    "of 加速乐": ("<script>go({'tn':'__jsl_clearance_s'})</script>", "script challenge"),
    "repairs": ("<h1>系统维护中</h1>", "closed for a while"),
    "a gateway": ("<title>502 Bad Gateway</title><h1>502 Bad Gateway</h1>", "closed for a while"),
}


@pytest.mark.parametrize("name", OWN)
def test_the_portals_own(name: str) -> None:
    assert instead_of_page(OWN[name]) is None


@pytest.mark.parametrize("name", INSTEAD)
def test_in_a_pages_place(name: str) -> None:
    text, kind = INSTEAD[name]
    found = instead_of_page(text)
    assert found is not None
    assert (found.kind.name, bool(found.sign)) == (kind, True)
