"""A report that was found is one that is held, or is told how it differs."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from crawler.ledger import Ledger, Trouble
from crawler.registry import Site
from nianbao.store.query_known import KnownReport
from pipelines.discovery.agreement import agreement, own_reports
from pipelines.discovery.moved import has_moved

LIST = "http://www.pingtan.gov.cn/nb/"
SITE = Site("fujian_a", "350128", "平潭综合实验区管委会", "trs", 2014, "seen", LIST)
HEADINGS = ("overview", "proactive", "requests", "disputes", "problems", "other")
FIGURES = {f"t3.{number}": number for number in range(40)}
TITLE = "平潭综合实验区管委会2024年政府信息公开工作年度报告"
HELD = KnownReport(
    "http://www.pingtan.gov.cn/nb/1.html",
    TITLE,
    "平潭综合实验区管委会",
    2024,
    frozenset(HEADINGS),
    {key: Decimal(value) for key, value in FIGURES.items()},
)


def read(**other: Any) -> Mapping[str, Any]:
    """A report as `nianbao read` prints it, with some of it otherwise."""
    figures = {**FIGURES, **other.pop("figures", {})}
    facts: dict[str, Any] = {
        "title": TITLE,
        "year": 2024,
        "publisher": {"name": "平潭综合实验区"},
        "sections": [{"key": key} for key in other.pop("headings", HEADINGS)],
        "figures": [{"key": key, "value": value} for key, value in figures.items()],
    }
    return {**facts, **other}


@pytest.mark.parametrize(
    "same",
    [
        {},
        {"title": "平潭综合实验区2024年度政府信息公开工作年度报告"},
        {"title": f"{TITLE}（2025-03-10）"},
        {"headings": HEADINGS[:5]},
        {"figures": {"t3.1": 700, "t3.2": None}},
    ],
)
def test_the_same_report_in_another_dress_agrees(same: dict[str, Any]) -> None:
    assert agreement([HELD], read(**same), SITE) == (HELD, [])


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"year": 2023}, "no report of 2023 is held"),
        ({"publisher": {"name": "平潭综合实验区教育局"}}, "it is signed by 平潭综合实验区教育局"),
        ({"publisher": {"name": ""}}, "it is signed by nobody"),
        ({"title": TITLE.replace("2024", "2023")}, "it is titled"),
        ({"title": "平潭综合实验区教育局2024年政府信息公开工作年度报告"}, "it is titled"),
        ({"headings": HEADINGS[:4]}, "4 of the 6 statutory headings"),
        ({"headings": (*HEADINGS, "fees", "staff")}, "and 2 others"),
        ({"figures": {f"t3.{number}": 900 for number in range(5)}}, "5 of 40 figures are not those held"),
        ({"figures": dict.fromkeys(FIGURES)}, "it has 0 figures, of the 40 held 0"),
    ],
)
def test_another_report_is_told_by_what_differs(other: dict[str, Any], said: str) -> None:
    agreed, faults = agreement([HELD], read(**other), SITE)
    assert agreed is None
    assert said in "; ".join(faults)


def test_of_several_documents_of_a_year_one_that_agrees_is_enough() -> None:
    file = replace(HELD, url=f"{LIST}1.xlsx", headings=frozenset(), title="附表")
    assert agreement([file, HELD], read(), SITE) == (HELD, [])


def test_what_else_is_held_of_a_site_is_nothing_to_agree_with() -> None:
    assert own_reports([replace(HELD, publisher="平潭县教育局"), replace(HELD, publisher=""), HELD], SITE) == (HELD,)


@pytest.mark.parametrize(
    ("trouble", "url", "moved"),
    [
        (Trouble.GONE, LIST, True),
        (Trouble.SENT_AWAY, LIST, True),
        (Trouble.LIST_SHORT, LIST, True),
        (Trouble.BLOCKED, LIST, False),
        (Trouble.UNREACHABLE, LIST, False),
        (Trouble.GONE, f"{LIST}1.html", False),
    ],
)
def test_a_list_that_is_gone_or_another_page_has_moved(trouble: Trouble, url: str, moved: bool) -> None:
    ledger = Ledger()
    ledger.fall_short(url, trouble, "it was so")
    assert has_moved(SITE, ledger) is moved
