"""Every title that the handbook met on portals (portals.md, section 8), with what a person says of each."""

import csv
from pathlib import Path

import pytest

from crawler.registry import sites
from nianbao.domain.divisions import locate
from nianbao.domain.publishers import kind_of
from nianbao.domain.titles import parse_title

Row = dict[str, str]


def rows() -> list[Row]:
    lines = (Path(__file__).parent / "portal_titles.tsv").read_text("utf-8").splitlines()
    return list(csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t"))


def test_none_of_the_handbooks_rows_is_left_out() -> None:
    names = [row["row"] for row in rows()]
    assert names == [*map(str, range(1, 73)), *(f"f{number}" for number in range(1, 9))]
    assert {row["verdict"] for row in rows()} == {"report", "other", "headings"}


@pytest.mark.parametrize("row", [row for row in rows() if row["verdict"] == "report"], ids=lambda row: row["row"])
def test_titles_of_reports_say_whose_and_which_year(row: Row) -> None:
    title = parse_title(row["title"].replace("\\n", "\n"))
    assert title is not None
    assert (title.publisher, str(title.year or "")) == (row["publisher"], row["year"])
    if title.publisher:
        assert kind_of(title.publisher) == row["kind"]
        assert (locate(title.publisher).code or "") == row["region"]


@pytest.mark.parametrize("row", [row for row in rows() if row["verdict"] != "report"], ids=lambda row: row["row"])
def test_what_is_no_title_of_a_report(row: Row) -> None:
    assert parse_title(row["title"]) is None


def test_no_mirror_is_a_host_of_the_registry() -> None:
    mirrors = {row["host"] for row in rows() if row["note"].startswith(("mirror", "wiki copy", "translated"))}
    assert len(mirrors) == 12
    assert not any(host.endswith(".gov.cn") for host in mirrors)
    assert mirrors.isdisjoint(host for site in sites().values() for host in site.hosts)
