"""Reports of 示例县 (990101), which is nowhere, with every trouble that must be seen: what each page is held against.

2017 a form of before 2019 · 2018 no report · 2019 three requests, all granted · 2020 a printed sum that does not hold ·
2021 a blank row · 2022 to 2024 nothing unusual · 2025 no report. 示例乙县 (990102) has 2023 and 2024; an office of the
first county reports for itself alone.
"""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

from sqlalchemy import Connection, text

from nianbao.checks import weigh
from nianbao.domain.capture import Capture, RecordRef
from nianbao.domain.divisions import Region
from nianbao.domain.report import Coverage, Figure, Publisher, PublisherKind, Report, Section, Status, TableCell
from nianbao.store.fill_regions import fill_regions
from nianbao.store.save import save_capture, save_report, start_crawl
from nianbao.store.views.kept import refresh_views
from tests.store.full_tables import cells, row

DIVISIONS = (
    Region("990000", "示例省", "province", None),
    Region("990100", "示例市", "prefecture", "990000"),
    Region("990101", "示例县", "county", "990100"),
    Region("990102", "示例乙县", "county", "990100"),
)
MOBILE = "15400001234"  # of a range that is given to nobody
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>"
PROSE = f"全县共收到申请，依法公开；联系人手机：{MOBILE}。{HOSTILE}"


def granted(number: int) -> dict[str, str]:
    """So many requests of natural persons, all granted in the year."""
    return row("new_received", number) | row("granted", number) | row("disposed", number)


def _annex() -> dict[str, str]:
    return {"b.requests_total": "40", "b.closed_total": "40", "b.reply_total": "40", "b.reply_granted": "40"}


def _tables(form: str, **printed: dict[str, str]) -> dict[str, str]:
    return cells(form) | printed["t3"]


YEARS: dict[int, tuple[str, dict[str, str]]] = {
    2017: ("national_2014", _annex()),
    2019: ("national_2019", _tables("national_2019", t3=granted(3))),
    2020: ("national_2019", _tables("national_2019", t3=granted(20) | row("disposed", 15))),
    2021: ("national_2021", _tables("national_2021", t3=granted(30) | {
        key: "" for key in cells("national_2021") if key.startswith("t3.partially_granted.")
    })),
    2022: ("national_2021", _tables("national_2021", t3=granted(41))),
    2023: ("national_2021", _tables("national_2021", t3=granted(1200))),
    2024: ("national_2021", _tables("national_2021", t3=granted(44))),
}  # fmt: skip


def fill(connection: Connection) -> None:
    """Enter divisions and reports, and make the kept views."""
    fill_regions(connection, DIVISIONS)
    crawl = start_crawl(connection, ["example"], "replay")
    for year, (form, printed) in YEARS.items():
        _keep(connection, crawl, _report("990101", "示例县人民政府", year, form, printed))
    for year in (2023, 2024):
        printed = _tables("national_2021", t3=granted(year - 2000))
        _keep(connection, crawl, _report("990102", "示例乙县人民政府", year, "national_2021", printed))
    own = _report("990101", "示例县教育局", 2023, "national_2021", _tables("national_2021", t3=granted(5)))
    signed = replace(own.publisher, kind=PublisherKind.DEPARTMENT)
    _keep(connection, crawl, replace(own, publisher=signed, coverage=Coverage.OWN))
    # No list of divisions says that these governments govern their counties.
    connection.execute(text("UPDATE publisher SET governs = true WHERE kind = 'government'"))
    refresh_views(connection)


def _report(code: str, name: str, year: int, form: str, printed: dict[str, str]) -> Report:
    tables = ("annex",) if form == "national_2014" else ("t3", "t4")
    read = tuple(replace(_figure(key, raw), confirmed=True) for key, raw in printed.items())
    return weigh(
        Report(
            title=f"{name}{year}年政府信息公开工作年度报告",
            year=year,
            forms=dict.fromkeys(tables, form),
            publisher=Publisher(name, PublisherKind.GOVERNMENT, code),
            coverage=Coverage.AGGREGATE,
            coverage_evidence="全县各级各单位",
            sections=(Section(1, "overview", "一、总体情况", PROSE),),
            figures=read,
        )
    )


def _figure(key: str, raw: str) -> Figure:
    status = Status.NUMBER if raw else Status.BLANK
    return Figure(key, Decimal(raw) if raw else None, status, raw, "件", TableCell(1, 2, 3))


def _keep(connection: Connection, crawl: int, report: Report) -> None:
    url = f"http://www.example.gov.cn/{report.publisher.region}/{report.publisher.kind}/{report.year}.htm"
    digest = sha256(url.encode()).hexdigest()
    record = RecordRef(Path("/archive/made.warc.gz"), 1000, f"<urn:uuid:{digest[:32]}>", f"sha256:{digest}")
    capture = Capture(url, datetime(report.year + 1 if report.year else 1, 3, 1, tzinfo=UTC), 200, "text/html", record)
    save_capture(connection, crawl, "example", capture)
    save_report(connection, site="example", capture=capture, content_digest=digest, report=report, reader="1+a")
