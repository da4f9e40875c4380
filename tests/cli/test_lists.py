"""`nianbao reports`, `findings` and `crawls` on the sample, and that a second demo adds only a crawl."""

import csv
import io
import json
from collections.abc import Callable, Mapping
from typing import Any

from click.testing import CliRunner, Result
from sqlalchemy import Engine, func, select

from nianbao.cli.main import main
from nianbao.store import models
from nianbao.store.embedded import SAMPLE_DATABASE, EmbeddedServer
from nianbao.store.engine import connect

Call = Callable[..., Result]


def rows_of(done: Result) -> list[dict[str, Any]]:
    """The array that a command printed."""
    assert done.exit_code == 0, done.output
    rows: list[dict[str, Any]] = json.loads(done.stdout)
    return rows


def test_reports_are_held_or_missing_each_in_its_state(sample: Call) -> None:
    rows = rows_of(sample("reports", "350128", "--format", "json"))
    assert list(rows[0])[:8] == [
        "report_id", "region", "publisher", "coverage", "year", "state", "url", "first_seen",
    ]  # fmt: skip
    assert {row["year"]: row["state"] for row in rows} == {
        **dict.fromkeys((2011, 2014, *range(2017, 2026)), "held"),
        # The county's own government reported too in these years, on the zone's list: not the zone's, and not fetched.
        **dict.fromkeys((2012, 2013), "listed"),
        **dict.fromkeys((2015, 2016), "not_published"),
    }
    assert all((row["report_id"] is None) == (row["state"] != "held") for row in rows)


def test_reports_of_all_regions_as_csv(sample: Call) -> None:
    rows = list(csv.DictReader(io.StringIO(sample("reports", "--format", "csv").stdout)))
    held = {row["report_id"] for row in rows if row["state"] == "held"}
    assert {"500107-office-2022-o", "430181-gov-2023-a", "330903-gov-2020-a", "310112-gov-2023-a"} <= held


def test_coverage_counts_all_counties_and_names_those_that_are_missing(sample: Call) -> None:
    (counties,) = [
        row
        for row in rows_of(sample("coverage", "--year", "2023", "--level", "county", "--format", "json"))
        if row["kind"] == "government"
    ]
    told = [counties[name] for name in counties if name.startswith("n_")]
    assert sum(told[5:]) == counties["n_expected"] > 2800
    assert 0 < counties["n_held"] <= counties["n_fetched"] <= counties["n_listed"]
    missing = rows_of(sample("reports", "350128", "--missing", "--format", "json"))
    assert {row["year"] for row in missing} >= {2012, 2013, 2015, 2016}
    assert {row["state"] for row in missing} <= {"listed", "not_published", "not_covered"}


def test_findings_carry_report_region_and_year(sample: Call) -> None:
    rows = rows_of(sample("findings", "--format", "json"))
    [disclosed] = [row for row in rows if row["rule"] == "XY.DISC"]
    assert (disclosed["report_id"], disclosed["region"], disclosed["year"]) == ("350128-pt-2020-a", "350128", 2020)
    assert (disclosed["class"], disclosed["expected"], disclosed["actual"]) == ("series", 0, 7)
    [flow] = [row for row in rows if row["rule"] == "P.FLOW" and row["region"] == "310112"]
    assert (flow["expected"], flow["actual"]) == (2117, 2137)


def test_a_list_without_rows_says_so_in_words_and_prints_nothing(
    home: Mapping[str, str], new_database: Callable[[], tuple[str, Engine]], embedded_server: EmbeddedServer
) -> None:
    env = {**home, "DATABASE_URL": embedded_server.url(new_database()[0]), "COLUMNS": "100"}
    for words in (("changes",), ("decisions",), ("release", "list"), ("findings", "110000"), ("levels", "110000")):
        done = CliRunner().invoke(main, [*words], env=env, prog_name="nianbao")
        assert (done.exit_code, done.stdout) == (1, ""), words
        assert len(done.stderr.split()) > 3, words


def test_an_empty_list_is_printed_and_is_status_1(sample: Call) -> None:
    done = sample("findings", "110000", "--format", "json")
    assert (done.exit_code, json.loads(done.stdout)) == (1, [])


def test_a_second_demo_adds_a_crawl_and_nothing_else(
    sample: Call, home: Mapping[str, str], run_apart: Callable[..., Any], embedded_server: EmbeddedServer
) -> None:
    before = len(rows_of(sample("crawls", "--format", "json")))
    engine = connect(embedded_server.url(SAMPLE_DATABASE))

    def counted() -> dict[str, int]:
        with engine.connect() as connection:
            return {
                table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
                for table in models.metadata.sorted_tables
            }

    tables = counted()
    assert run_apart("demo", "--format", "json", env=home).returncode == 0
    assert counted() == tables | {"crawl": tables["crawl"] + 1}
    engine.dispose()
    crawls = rows_of(sample("crawls", "--format", "json"))
    assert len(crawls) == before + 1
    assert list(crawls[-1]) == ["crawl", "started", "ended", "state", "sites", "vantage"]
    assert crawls[-1]["state"] == "complete"
    assert {site["new"] + site["changed"] for site in crawls[-1]["sites"]} == {0}
