"""The identities of the annexes before 2019: each with figures that hold and figures that fail."""

from collections.abc import Mapping
from decimal import Decimal

import pytest

from nianbao.checks import weigh
from nianbao.domain.forms import forms
from nianbao.domain.report import Coverage, Figure, Publisher, PublisherKind, Report, Status, TableCell

COUNTY = Publisher("示例县人民政府", PublisherKind.GOVERNMENT, None)


def report(form: str, changes: Mapping[str, str | None], *, columns: tuple[str, ...] = ("",)) -> Report:
    """A report of zeros on the form's printed columns, with these cells changed; null is blank."""
    keys = [i.key for i in forms()[form].indicators if i.key.partition(".")[2].partition(".")[2] in columns]
    cells = dict.fromkeys(keys, "0") | dict(changes)
    return Report(
        title="示例县人民政府2016年政府信息公开工作年度报告",
        year=2016,
        forms={"annex": form},
        publisher=COUNTY,
        coverage=Coverage.AGGREGATE,
        coverage_evidence="",
        figures=tuple(figure(key, value) for key, value in cells.items()),
    )


def figure(key: str, value: str | None) -> Figure:
    """A printed figure, or a blank one."""
    if value is None:
        return Figure(key, None, Status.BLANK, "", None, TableCell(0, 0, 0))
    return Figure(key, Decimal(value), Status.NUMBER, value, None, TableCell(0, 0, 0))


def failed(weighed: Report) -> list[tuple[str, str, int, int]]:
    """Rule, severity, expected, actual of every finding."""
    return [(f.rule, str(f.severity), int(f.expected or 0), int(f.actual or 0)) for f in weighed.findings]


@pytest.mark.parametrize(
    ("changes", "finding"),
    [
        ({"b.requests_total": "5", "b.requests_fax": "5"}, None),
        ({"b.requests_total": "5", "b.requests_fax": "4"}, ("B.REQ", "official", 4, 5)),
        ({"b.closed_total": "5", "b.closed_extended": "5"}, None),
        ({"b.closed_total": "5"}, ("B.CLOSED", "official", 0, 5)),
        ({"b.staff_total": "5", "b.staff_part_time": "5"}, None),
        ({"b.staff_total": "5", "b.staff_part_time": "6"}, ("B.STAFF", "official", 6, 5)),
        ({"b.reply_total": "2", "b.reply_granted": "1", "b.reply_not_exist": "1"}, None),
        ({"b.reply_total": "2", "b.reply_granted": "3"}, ("B.REP", "soft", 3, 2)),
        ({"b.reply_denied": "1", "b.denied_privacy": "1", "b.reply_total": "1"}, None),
        ({"b.reply_denied": "1", "b.reply_total": "1"}, ("B.DEN", "soft", 0, 1)),
        ({"b.reconsideration_total": "3", "b.reconsideration_upheld": "3"}, None),
        ({"b.reconsideration_total": "3", "b.reconsideration_upheld": "2"}, ("B.RECONSIDERATION", "soft", 2, 3)),
        ({"b.litigation_total": "3", "b.litigation_other": "3"}, None),
        ({"b.litigation_total": "3"}, ("B.LIT", "soft", 0, 3)),
        ({"b.response_press_conf": "2", "b.response_press_conf_chief": "2"}, None),
        ({"b.response_press_conf": "2", "b.response_press_conf_chief": "3"}, ("B.CHIEF", "derived", 2, 3)),
        ({"b.response_interviews_chief": "1"}, ("B.CHIEF", "derived", 0, 1)),
        ({"b.proactive_total": "9", "b.channel_website": "9", "b.channel_weibo": "4"}, None),
        ({"b.proactive_total": "13", "b.channel_website": "9", "b.channel_weibo": "4"}, None),
        ({"b.proactive_total": "8", "b.channel_website": "9", "b.channel_weibo": "4"}, ("B.CHAN", "soft", 8, 9)),
        ({"b.proactive_total": "14", "b.channel_website": "9", "b.channel_weibo": "4"}, ("B.CHAN", "soft", 13, 14)),
        ({"b.response_hotspots": "3", "b.response_articles": "7"}, None),
        ({"b.response_hotspots": "3", "b.response_social": "2"}, ("B.RESP", "soft", 2, 3)),
    ],
)
def test_the_national_annex(changes: Mapping[str, str], finding: tuple[str, str, int, int] | None) -> None:
    """Three official identities; the others may fail lawfully, and a printed table never has more than one B.CHAN."""
    weighed = weigh(report("national_2014", changes))
    assert failed(weighed) == ([finding] if finding else [])
    assert weighed.checks.passed + weighed.checks.failed == 3


def test_a_cumulative_column_is_judged_where_it_is_printed() -> None:
    """Three more official identities, each about its own column."""
    changes = {"b.requests_total.cumulative": "5", "b.requests_fax.cumulative": "4"}
    weighed = weigh(report("national_2014", changes, columns=("", "cumulative")))
    assert (weighed.checks.passed, weighed.checks.failed) == (5, 1)
    assert weighed.findings[0].keys[0] == "b.requests_total.cumulative"


def test_the_greatest_of_cells_with_a_blank_is_not_known() -> None:
    """A blank channel may be the greatest."""
    changes = {"b.proactive_total": "1", "b.channel_website": "9", "b.channel_weibo": None}
    assert failed(weigh(report("national_2014", changes))) == []


@pytest.mark.parametrize("column", ["", ".current"])
def test_refusals_of_the_coded_annex(column: str) -> None:
    """A.REF: eleven grounds make up the refusals, in both columns."""
    columns = ("", "current")
    refused = {f"a.{key}{column}": "2" for key in ("reply_total", "reply_refused_total", "refused_exemption_4")}
    held = weigh(report("sh_family_2008", refused, columns=columns))
    assert (failed(held), held.checks.passed) == ([], 6)
    changes = refused | {f"a.refused_exemption_4{column}": "1"}
    weighed = weigh(report("sh_family_2008", changes, columns=columns))
    assert failed(weighed) == [("A.REF", "official", 1, 2)]
    assert weighed.findings[0].keys[0] == f"a.reply_refused_total{column}"


@pytest.mark.parametrize("form", ["sh_family_2008", "fujian_putian_2009", "fujian_2011", "fujian_2014"])
def test_requests_and_replies_of_local_annexes(form: str) -> None:
    """A.REQ and A.REP, official on every local form."""
    weighed = weigh(report(form, {"a.requests_total": "3", "a.reply_total": "2", "a.reply_partial": "1"}))
    assert failed(weighed) == [("A.REQ", "official", 0, 3), ("A.REP", "official", 1, 2)]
