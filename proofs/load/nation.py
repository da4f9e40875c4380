"""Invented divisions with a report a year, as rows: nothing is read, so nothing of it is a test of reading.

Every number is made by a rule from region, year and place; the divisions are called 示例, their codes begin with 99.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from nianbao.domain.divisions import Region
from nianbao.domain.forms import forms
from nianbao.store.bulk import LoadedReading
from nianbao.store.reading_rows import CONTENTS

YEARS = range(2008, 2026)
READER = "made+1"
FIGURE_COLUMNS = next(content.read_columns for content in CONTENTS if content.table == "figure")
READING_COLUMNS = (
    "report_id",
    "reader",
    "title",
    "year",
    "forms",
    "publisher_name",
    "publisher_kind",
    "region_code",
    "coverage",
    "coverage_evidence",
    "numbers",
    "checks_passed",
    "checks_failed",
    "checks_not_assessable",
    "checks_nontrivial",
    "title_masked",
    "coverage_evidence_masked",
)


def divisions(counties: int) -> list[Region]:
    """One province, as many prefectures as it takes, and this many counties below them, at most 97 each."""
    prefectures = -(-counties // 97)
    made = [Region("990000", "示例省", "province", None)]
    made += [
        Region(f"99{place:02}00", f"示例{place:02}市", "prefecture", "990000") for place in range(1, prefectures + 1)
    ]
    for number in range(counties):
        above, place = divmod(number, 97)
        code = f"99{above + 1:02}{place + 1:02}"
        made.append(Region(code, f"示例{number:04}县", "county", f"99{above + 1:02}00"))
    return made


@dataclass(frozen=True, slots=True)
class CountySite:
    """The row of the registry that a county would have."""

    region: str
    publisher: str = "示例县人民政府"
    family: str = "made"
    first_year: int = 2008
    evidence: str = "made"

    @property
    def name(self) -> str:
        """Of the row."""
        return f"made_{self.region}"

    @property
    def list_url(self) -> str:
        """Where its list would stand."""
        return f"http://{self.region}.example.gov.cn/"


@dataclass(frozen=True, slots=True)
class Kept:
    """One report to be: its region's number and code, and its year; `edit` makes other numbers of it."""

    number: int
    region_id: int
    code: str
    year: int
    edit: int = 0

    @property
    def report_id(self) -> str:
        """As the store names it."""
        return f"{self.code}-shili-{self.year}-a"

    @property
    def url(self) -> str:
        """Where it would stand."""
        return f"http://{self.code}.example.gov.cn/{self.year}.htm"

    @property
    def digest(self) -> str:
        """Of its content."""
        return sha256(self.report_id.encode()).hexdigest()

    @property
    def first_seen(self) -> datetime:
        """March of the year after, one a minute."""
        return datetime(self.year + 1, 3, 1, tzinfo=UTC) + timedelta(minutes=self.number)


def forms_of(year: int) -> dict[str, str]:
    """The form of each table of that year."""
    match year:
        case _ if year < 2014:
            return {"annex": "fujian_2011"}
        case _ if year < 2019:
            return {"annex": "national_2014"}
        case _ if year < 2021:
            return dict.fromkeys(("t2", "t3", "t4"), "national_2019")
        case _:
            return dict.fromkeys(("t2", "t3", "t4"), "national_2021")


def readings(kept: Sequence[Kept], editions: Sequence[int]) -> list[LoadedReading]:
    """The reading of each report; of its figures only how to make them."""
    return [
        LoadedReading(edition, f"{report.digest}{report.edit or ''}", _row(report), Figures(report))
        for report, edition in zip(kept, editions, strict=True)
    ]


def _row(report: Kept) -> tuple[Any, ...]:
    laid_on = "{" + ", ".join(f'"{table}": "{form}"' for table, form in forms_of(report.year).items()) + "}"
    title = f"示例县{report.year}年政府信息公开工作年度报告"
    count = len(keys_of(report.year))
    said = "全县各级各单位"
    signed = ("示例县人民政府", "government", report.code, "aggregate", said)
    return (report.report_id, READER, title, report.year, laid_on, *signed, count, 42, 0, 0, 20, title, said)


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of a report, made when they are asked for."""

    report: Kept

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        for position, key in enumerate(keys_of(self.report.year)):
            number = value_of(self.report, position)
            where = f'{{"table": 1, "row": {position // 7}, "column": {position % 7}}}'
            yield key, position, number, "number", str(number), "件", None, None, None, where, True, 1, 0


def value_of(report: Kept, position: int) -> int:
    """The number in a cell: of region, year and place alone."""
    return (report.region_id * 7 + (report.year - 2000) * 3 + position + report.edit) % 97


_KEYS: dict[int, tuple[str, ...]] = {}


def keys_of(year: int) -> tuple[str, ...]:
    """The keys that the form of the year asks for, in its order."""
    if year not in _KEYS:
        (form,) = set(forms_of(year).values())
        _KEYS[year] = tuple(indicator.key for indicator in forms()[form].indicators)
    return _KEYS[year]
