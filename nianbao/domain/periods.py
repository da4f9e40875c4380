"""The period that a report says its figures count: 所列数据的统计期限自2023年1月1日至12月31日."""

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

Period = tuple[date, date]


def stated_period(text: str) -> Period | None:
    """First and last day, as stated, also where they are of another year; null where none is stated, or several are."""
    line = "".join(unicodedata.normalize("NFKC", text).split())
    found = set(_periods(line))
    return found.pop() if len(found) == 1 else None


def _periods(line: str) -> Iterator[Period]:
    for match in _pattern().finditer(line):
        said = {name: int(value) for name, value in match.groupdict().items() if value is not None}
        try:
            first = date(said["year"], said["month"], said["day"])
            last = date(said.get("last_year", said["year"]), said["last_month"], said["last_day"])
        except ValueError:  # 2月30日
            continue
        if 0 <= (last - first).days < _data()["most_days"]:
            yield first, last


@cache
def _pattern() -> re.Pattern[str]:
    data = _data()
    return re.compile(data["announced"] + data["first"] + data["last"])


@cache
def _data() -> Mapping[str, Any]:
    return tomllib.loads(files("nianbao.domain").joinpath("periods.toml").read_text("utf-8"))
