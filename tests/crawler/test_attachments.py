"""Files beside a report: which links are, and under what name."""

from urllib.parse import urljoin

import pytest

from crawler.attachments import attachments_of, year_in

HOST = "https://www.shilixian.test"
HERE = f"{HOST}/nb/202401/"
PAGE = f"{HERE}t20240118_1.html"


def files_of(markup: str) -> list[tuple[str, str]]:
    text = f"<html><body>{markup}</body></html>"
    return [(file.url, file.name) for file in attachments_of(text, lambda href: urljoin(PAGE, href))]


@pytest.mark.parametrize(
    ("markup", "url", "name"),
    [
        ('<a href="./P020240118.pdf">附件</a>', f"{HERE}P020240118.pdf", "附件"),
        ('<a href="P0.XLS" title="2023年统计表.xls">下 载</a>', f"{HERE}P0.XLS", "2023年统计表.xls"),
        ('<a href="/u/1.doc" download="年度报告.doc">查看</a>', f"{HOST}/u/1.doc", "年度报告.doc"),
        (
            '<a href="/system/_content/download.jsp?owner=1&amp;wbfileid=2">示例县2023年年报.pdf</a>',
            f"{HOST}/system/_content/download.jsp?owner=1&wbfileid=2",
            "示例县2023年年报.pdf",
        ),
        ('<iframe src="/generic2/web/viewer.html?file=%2Fnb%2FP0.pdf"></iframe>', f"{HOST}/nb/P0.pdf", "原件"),
        ('<script>var apps=[{url:"./P1.doc",name:"2023年度报告原件"}]</script>', f"{HERE}P1.doc", "2023年度报告原件"),
    ],
)
def test_a_file_under_the_reports_name(markup: str, url: str, name: str) -> None:
    assert files_of(markup) == [(url, name)]


@pytest.mark.parametrize(
    "markup",
    [
        '<a href="./t20230118_2.html">2022年度报告</a>',
        '<a href="/form.doc">政府信息公开申请表</a>',
        '<a href="/logo.pdf">公众号</a>',
        '<a href="/system/_content/download.jsp?wbfileid=2">年度报告.jpg</a>',
    ],
)
def test_pages_forms_and_pictures_are_none(markup: str) -> None:
    assert files_of(markup) == []


def test_a_file_that_is_linked_twice_is_one() -> None:
    assert files_of('<a href="P0.pdf">年度报告.pdf</a><a href="./P0.pdf">附件</a>') == [
        (f"{HERE}P0.pdf", "年度报告.pdf")
    ]


@pytest.mark.parametrize(
    ("name", "year"),
    [
        ("示例县2022年度附表.xlsx", 2022),
        ("附件：2022年政府信息公开工作年度报告.pdf", 2022),
        ("2024年1月附件.xlsx", None),
        ("20240115附表.xlsx", None),
        ("2022年和2023年统计表.xls", None),
        ("附表", None),
    ],
)
def test_a_name_states_a_year_or_none(name: str, year: int | None) -> None:
    assert year_in(name) == year
