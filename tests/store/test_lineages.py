"""Series go on where an organ or its region is renamed, and never over a merger; the database says what happened."""

from collections.abc import Callable
from typing import Protocol

from sqlalchemy import Connection, text

from nianbao.domain.capture import Capture
from nianbao.domain.report import Coverage, Report
from nianbao.store.queries import reports, series_of
from nianbao.store.rows import Saved

MakeReport = Callable[..., Report]
MakeCapture = Callable[..., Capture]


class Shelf(Protocol):
    """What the fixture `shelf` can do."""

    def keep(self, report: Report, capture: Capture, *, body: str | None = None, reader: str = "1+a") -> Saved: ...


Keep = Callable[..., str | None]


def keeper(shelf: Shelf, make_report: MakeReport, make_capture: MakeCapture) -> Keep:
    """Keeps a report of an organ and year; gives its report_id."""

    def keep(name: str, year: int, region: str, coverage: Coverage = Coverage.OWN) -> str | None:
        url = f"http://www.example.gov.cn/{region}/{year}/{name}.htm"
        made = make_report(year, name=name, region=region, coverage=coverage)
        return shelf.keep(made, make_capture(url)).report_id

    return keep


def years(connection: Connection, code: str) -> list[tuple[str, str, list[int]]]:
    """Region, last name of the organ and years of every series under a code."""
    return [
        (each.region_key, each.publisher, [report.year for report in each.reports])
        for each in series_of(reports(connection, code))
    ]


def test_a_renamed_organ_of_a_renamed_region_is_one_series(
    connection: Connection, shelf: Shelf, make_report: MakeReport, make_capture: MakeCapture
) -> None:
    keep = keeper(shelf, make_report, make_capture)
    assert keep("上虞市人民政府", 2012, "330604", Coverage.AGGREGATE) == "330604-gov-2012-a"
    keep("上虞区人民政府", 2014, "330604", Coverage.AGGREGATE)
    keep("上虞市环境保护局", 2012, "330604")
    keep("绍兴市上虞区生态环境局", 2019, "330604")
    assert sorted(years(connection, "330604")) == [
        ("330682", "上虞区人民政府", [2012, 2014]),
        ("330682", "上虞区生态环境局", [2012, 2019]),
    ]
    held = connection.execute(text("SELECT DISTINCT lineage_id, series_id FROM pub.report ORDER BY 1")).all()
    assert held == [("330682/ecology", "330682-ecology-o"), ("330682/gov", "330682-gov-a")]


def test_no_series_goes_over_a_merger_of_organs(
    connection: Connection, shelf: Shelf, make_report: MakeReport, make_capture: MakeCapture
) -> None:
    keep = keeper(shelf, make_report, make_capture)
    keep("沭阳县工商行政管理局", 2016, "321322")
    keep("沭阳县市场监督管理局", 2019, "321322")
    for year in (2018, 2019):
        keep("沭阳县司法局", year, "321322")
    assert sorted(years(connection, "321322")) == [
        ("321322", "沭阳县司法局", [2018]),
        ("321322", "沭阳县司法局", [2019]),
        ("321322", "沭阳县工商行政管理局", [2016]),
        ("321322", "沭阳县市场监督管理局", [2019]),
    ]
    asked = text(
        "SELECT event_id, from_ids IS NOT NULL, to_ids IS NOT NULL FROM pub.publisher_event WHERE kind = 'merge'"
    )
    assert ("2018-merge-market", True, True) in connection.execute(asked).all()


def test_two_organs_of_one_line_that_report_on_one_year_are_two_series(
    connection: Connection, shelf: Shelf, make_report: MakeReport, make_capture: MakeCapture
) -> None:
    keep = keeper(shelf, make_report, make_capture)
    for name in ("沭阳县农业局", "沭阳县农业委员会"):
        keep(name, 2012, "321322")
    assert sorted(publisher for _, publisher, _ in years(connection, "321322")) == ["沭阳县农业委员会", "沭阳县农业局"]


def test_a_code_that_was_used_again_is_two_regions(
    connection: Connection, shelf: Shelf, make_report: MakeReport, make_capture: MakeCapture
) -> None:
    keep = keeper(shelf, make_report, make_capture)
    for name, year in (("静安区人民政府", 2013), ("静安区人民政府", 2018)):
        keep(name, year, "310106", Coverage.AGGREGATE)
    for name, year in (("万盛区人民政府", 2010), ("綦江区人民政府", 2014)):
        keep(name, year, "500110", Coverage.AGGREGATE)
    assert keep("闸北区人民政府", 2013, "310108", Coverage.AGGREGATE) == "310108-gov-2013-a"
    assert sorted(years(connection, "310106")) == [
        ("310106", "静安区人民政府", [2013]),
        ("310106-2015", "静安区人民政府", [2018]),
    ]
    assert sorted(years(connection, "500110")) == [
        ("500110", "万盛区人民政府", [2010]),
        ("500110-2011", "綦江区人民政府", [2014]),
    ]


def test_the_two_governments_of_pingtan_stay_two_publishers(
    connection: Connection, shelf: Shelf, make_report: MakeReport, make_capture: MakeCapture
) -> None:
    keep = keeper(shelf, make_report, make_capture)
    for year in (2011, 2012, 2013):
        assert keep("平潭综合实验区管委会", year, "350128", Coverage.AGGREGATE) == f"350128-pt-{year}-a"
        assert keep("平潭县人民政府", year, "350128", Coverage.AGGREGATE) == f"350128-ptx-{year}-a"
    assert sorted(years(connection, "350128")) == [
        ("350128", "平潭县人民政府", [2011, 2012, 2013]),
        ("350128", "平潭综合实验区", [2011, 2012, 2013]),
    ]
    asked = text("SELECT DISTINCT lineage_id FROM pub.publisher WHERE region_code = '350128' ORDER BY 1")
    assert connection.execute(asked).scalars().all() == ["350128/pt", "350128/ptx"]


def test_a_year_shows_the_regions_of_its_last_day(connection: Connection) -> None:
    asked = text(
        "SELECT name_year, code_year, prefecture_zh, province_zh, boundary_changed FROM pub.region_year "
        "JOIN pub.region USING (region_id) WHERE region_key = :key AND year = :year"
    )

    def row(key: str, year: int) -> tuple[object, ...] | None:
        found = connection.execute(asked, {"key": key, "year": year}).one_or_none()
        return None if found is None else tuple(found)

    assert row("330682", 2012) == ("上虞市", "330682", "绍兴市", "浙江省", False)
    assert row("330682", 2013) == ("上虞区", "330604", "绍兴市", "浙江省", False)
    assert row("310108", 2014) == ("闸北区", "310108", None, "上海市", False)
    assert row("310108", 2015) is None
    assert row("310106-2015", 2015) == ("静安区", "310106", None, "上海市", True)
    assert row("371200", 2018) == ("莱芜市", "371200", "莱芜市", "山东省", False)
    assert row("371202", 2019) == ("莱芜区", "370116", "济南市", "山东省", False)
    assert row("512000", 2016) == ("资阳市", "512000", "资阳市", "四川省", True)


def test_a_year_has_as_many_regions_as_its_list(connection: Connection) -> None:
    """The list of January 2018 of the Bureau of Statistics, which replay and list agree on: 34, 334 and 2,851."""
    asked = text("SELECT level_year, count(*) FROM pub.region_year WHERE year = 2017 GROUP BY 1 ORDER BY 1")
    assert connection.execute(asked).all() == [("county", 2851), ("prefecture", 334), ("province", 34)]
    once = "SELECT max(times) FROM (SELECT count(*) AS times FROM pub.region_year GROUP BY region_id, year) AS counted"
    assert connection.execute(text(once)).scalar_one() == 1


def test_regions_say_what_they_are(connection: Connection) -> None:
    asked = text(
        "SELECT region_key, is_municipality, is_ethnic_autonomous, is_functional_zone, boundary_group FROM pub.region "
        "WHERE region_key IN ('350128', '310000', '152200', '310106-2015') ORDER BY 1"
    )
    assert connection.execute(asked).all() == [
        ("152200", False, False, False, 152200),
        ("310000", True, False, False, 310000),
        ("310106-2015", False, False, False, 310106),
        ("350128", False, False, True, 350128),
    ]
