"""`nianbao history` on the sample: the published figures, the findings, and whose series is shown."""

import csv
import io
import json
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from nianbao.store.embedded import SAMPLE_DATABASE, EmbeddedServer
from nianbao.store.engine import connect

Call = Callable[..., Result]
YEARS = [2011, 2014, 2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025]


@pytest.fixture(scope="module")
def pingtan(sample: Call) -> Mapping[str, Any]:
    """The whole history of 平潭 as JSON."""
    done = sample("history", "350128", "--all", "--format", "json")
    assert done.exit_code == 0, done.output
    history: dict[str, Any] = json.loads(done.stdout)
    return history


def test_it_names_region_series_and_years(pingtan: Mapping[str, Any]) -> None:
    assert pingtan["region"] == {"code": "350128", "name": "平潭县"}
    assert (pingtan["publisher"], pingtan["coverage"], pingtan["others"]) == ("平潭综合实验区", "aggregate", [])
    assert [report["year"] for report in pingtan["reports"]] == YEARS
    assert [report["report_id"] for report in pingtan["reports"]] == [f"350128-pt-{year}-a" for year in YEARS]
    assert pingtan["reports"][0]["first_seen"].endswith("Z")


@pytest.mark.parametrize("year", YEARS)
def test_every_published_figure_is_there_and_no_inferred_one(
    pingtan: Mapping[str, Any], shared: Path, year: int
) -> None:
    published = json.loads((shared / "samples" / "pingtan_figures" / f"pingtan_{year}.json").read_text("utf-8"))
    inferred = set(published.get("inferred", ()))
    [report] = [report for report in pingtan["reports"] if report["year"] == year]
    held = report["figures"]
    assert {key: held.get(key, {}).get("status") for key in inferred} == dict.fromkeys(inferred, "unreadable")
    proven = {key: value for key, value in published["figures"].items() if key not in inferred}
    assert {key: held.get(key, {}).get("value") for key in proven} == proven


def test_findings_are_those_of_the_reports_and_between_them(pingtan: Mapping[str, Any]) -> None:
    found = {(each["year"], each["rule"], each["expected"], each["actual"]) for each in pingtan["findings"]}
    assert {(2020, "T3.SUM", 26, 20), (2020, "T3.SUM", 27, 21), (2020, "XY.DISC", 0, 7)} <= found
    assert [year for year, rule, *_ in found if rule == "A.CUM"] == [2017]
    assert not [rule for _, rule, *_ in found if rule in {"XY.CARRY", "XY.NORM"}]


def test_without_all_only_headline_figures_are_shown(sample: Call) -> None:
    history = json.loads(sample("history", "fujian_pingtan", "--format", "json").stdout)
    keys = {key for report in history["reports"] for key in report["figures"]}
    assert "t3.granted.total" in keys
    assert "t3.granted.natural_person" not in keys


def test_one_indicator(sample: Call) -> None:
    done = sample("history", "平潭综合实验区", "--indicator", "t3.granted.total", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert [(row["year"], row["value"], row["change"]) for row in rows][:3] == [
        ("2019", "7", ""),
        ("2020", "7", "0"),
        ("2021", "30", "23"),
    ]
    assert rows[1]["findings"] == "T3.SUM"
    assert rows[1]["cell_id"] == "350128-pt-2020-a/t3.granted.total"


def test_the_table_shows_years_side_by_side_with_change_and_findings(sample: Call) -> None:
    shown = sample("history", "350128").stdout
    [line] = [line for line in shown.splitlines() if "t3.granted.total" in line and "T3.SUM" not in line][:1]
    cells = [cell.strip() for cell in line.split("│")]
    assert cells[7:11] == ["7", "7 !", "30 (+23)", "21 (-9)"]
    assert "T3.SUM" in shown


def test_a_report_without_tables_says_so(sample: Call) -> None:
    done = sample("history", "闵行区")
    assert done.exit_code == 0
    assert "none of these figures is in the reports held" in done.stderr
    [line] = [line for line in done.stdout.splitlines() if "tables found" in line]
    assert [cell.strip() for cell in line.split("│")[1:4]] == ["tables", "tables found", "none"]
    assert "TABLES.MISSING" in done.stdout
    assert sample("history", "闵行区", "--format", "csv").stdout.startswith("cell_id,region,publisher")


def test_the_view_of_years_agrees_with_the_change_shown(sample: Call, embedded_server: EmbeddedServer) -> None:
    rows = csv.DictReader(io.StringIO(sample("history", "350128", "--all", "--format", "csv").stdout))
    shown = {(int(row["year"]), row["key"]): row["change"] for row in rows}
    engine = connect(embedded_server.url(SAMPLE_DATABASE, "nianbao_reader"))
    of = "kind = 'figure' AND series_id = '350128-pt-a'"
    query = f"SELECT year, key, CASE WHEN comparable THEN change END FROM year_over_year WHERE {of}"  # noqa: S608 - ours
    with engine.connect() as connection:
        view = {(year, key): change for year, key, change in connection.exec_driver_sql(query)}
    engine.dispose()
    assert len(view) > 1000
    assert view == {cell: Decimal(change) if change else None for cell, change in shown.items()}


def test_the_only_series_held_is_shown_with_a_word(sample: Call) -> None:
    done = sample("history", "九龙坡区", "--format", "json")
    assert done.exit_code == 0
    assert json.loads(done.stdout)["publisher"] == "九龙坡区人民政府办公室"
    assert json.loads(done.stdout)["coverage"] == "own"
    assert "九龙坡区人民政府办公室 (own)" in done.stderr


def test_a_day_before_the_first_capture_holds_nothing(sample: Call) -> None:
    first = json.loads(sample("reports", "350128", "--format", "json").stdout)[0]["first_seen"]
    done = sample("history", "350128", "--as-of", "2001-01-01")
    assert (done.exit_code, first > "2001") == (1, True)
    assert "no report of 福建省福州市平潭县 is held" in done.stderr


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (["普陀区"], 2, "普陀区 may be 310107 上海市普陀区, 330903 浙江省舟山市普陀区: give the code"),
        (["鼓楼区"], 2, "320106 江苏省南京市鼓楼区, 320302 江苏省徐州市鼓楼区, 350102 福建省福州市鼓楼区, 410204"),
        (["沐阳县"], 2, "no region is called 沐阳县; did you mean 321322"),
        (["示例县"], 2, "no region is called 示例县"),
        (["no_such_site"], 2, "no region is called no_such_site"),
        (["350128", "--indicator", "t3.grant"], 2, "no form has a figure t3.grant"),
        (["350128", "--publisher", "平潭县人民政府"], 1, "held are 平潭综合实验区 (aggregate)"),
        (["350128", "--coverage", "own"], 1, "held are 平潭综合实验区 (aggregate)"),
        (["北京市"], 1, "no report of 北京市 is held"),
    ],
)
def test_what_is_refused_says_what_to_do(sample: Call, words: list[str], status: int, said: str) -> None:
    done = sample("history", *words)
    assert (done.exit_code, done.stdout) == (status, "")
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1
