"""The period that a report states; what only looks like one is none."""

from datetime import date

import pytest

from nianbao.domain.periods import stated_period

YEAR = date(2099, 1, 1), date(2099, 12, 31)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("本报告所列数据的统计期限自2099年1月1日起至2099年12月31日止。", (date(2099, 1, 1), date(2099, 12, 31))),
        ("所列数据统计期限从２０９８年 1月1日 至12月31日", (date(2098, 1, 1), date(2098, 12, 31))),
        ("数据统计期间为2008年5月1日—2008年12月31日", (date(2008, 5, 1), date(2008, 12, 31))),
        ("统计起止日期：2098年7月1日到2099年6月30日", (date(2098, 7, 1), date(2099, 6, 30))),
        ("统计期限2099年1月1日至12月31日。统计期限2099年1月1日到2099年12月31日", YEAR),
        # Said twice, and not alike.
        ("统计期限为2099年1月1日至12月31日。统计期限为2098年1月1日至12月31日。", None),
        ("据统计2099年5月1日至10月31日共受理8件", None),
        ("2099年5月1日至10月31日开展专项行动", None),
        ("按照统计要求,2099年5月1日至10月31日开展清理", None),
        ("统计期限为2099年2月30日至12月31日", None),
        ("统计期限为2090年1月1日至2099年12月31日", None),
        ("统计期限为2099年度", None),
    ],
)  # fmt: skip
def test_the_stated_period(text: str, period: tuple[date, date] | None) -> None:
    assert stated_period(text) == period
