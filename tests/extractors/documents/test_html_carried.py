"""Pages whose article is data in a script: read as what a browser shows, once, with places that can be found again."""

import json
from collections.abc import Callable
from typing import Any

import pytest

import extractors
from simulator.families import Gkmlpt
from simulator.message import Asked
from simulator.portal import Portal

YEARS = range(2018, 2026)
Report = dict[str, Any]


def pages_of(family: Gkmlpt) -> dict[int, tuple[str, dict[str, str]]]:
    """The reports' pages by year, each with the figures that it prints."""
    portal = Portal(family, years=YEARS, rows=20, twins=0)
    return {
        year: (portal.answer(Asked(portal.host, portal.path_of(year))).body.decode(), dict(entry.figures))
        for year, entry in portal.reports().items()
    }


@pytest.fixture(scope="module")
def carried() -> dict[int, tuple[str, dict[str, str]]]:
    return pages_of(Gkmlpt())


def values(report: Report) -> dict[str, str]:
    return {figure["key"]: str(figure["value"]) for figure in report["figures"] if figure["value"] is not None}


@pytest.mark.parametrize("year", YEARS)
def test_every_figure_section_and_title_is_read(carried: Any, read: Callable[..., Report], year: int) -> None:
    page, figures = carried[year]
    report = read(page)
    shown = values(report)
    assert {key: shown.get(key) for key in figures} == figures
    assert report["year"] == year
    assert report["publisher"]["name"] == "己区人民政府"
    assert len(report["sections"]) >= 4
    assert [finding["rule"] for finding in report["findings"] if finding["rule"].endswith(".MISSING")] == []


def test_a_page_that_prints_its_body_too_is_read_once(carried: Any, read: Callable[..., Report]) -> None:
    for year, (page, figures) in pages_of(Gkmlpt(prints=True)).items():
        printed, scripted = read(page), read(carried[year][0])
        assert {key: values(printed).get(key) for key in figures} == figures
        assert [part["text"] for part in printed["sections"]] == [part["text"] for part in scripted["sections"]]
        assert len(printed["figures"]) == len(scripted["figures"])
        document = extractors.read(page.encode())
        assert len(document.tables()) == len(extractors.read(carried[year][0].encode()).tables())


def test_tables_count_on_from_those_of_the_page(carried: Any, read: Callable[..., Report]) -> None:
    page, figures = carried[2023]
    ahead = page.replace('<div id="app">', '<table><tr><td>索引号</td><td>1</td></tr></table><div id="app">')
    before, after = ({one["key"]: one for one in read(text)["figures"]} for text in (page, ahead))
    assert before.keys() == after.keys() >= figures.keys()
    for key, figure in before.items():
        moved = {**figure["where"], "table": figure["where"]["table"] + 1}
        assert after[key]["where"] == moved


def test_what_the_script_hides_and_annotates_is_cleaned_as_in_any_page(
    carried: Any, read: Callable[..., Report]
) -> None:
    page, figures = carried[2023]
    ghost = '\\u003Cp style=\\"display:none\\"\\u003E隐藏的一句话。\\u003C/p\\u003E'
    hidden = page.replace('"content": "', f'"content": "{ghost}', 1)
    assert hidden != page
    report = read(hidden)
    assert values(report).items() >= figures.items()
    assert "隐藏的一句话" not in json.dumps(report, ensure_ascii=False)


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_data_that_break_off_are_no_report(carried: Any, read: Callable[..., Report], share: float) -> None:
    page, _ = carried[2023]
    start = page.index('"content"')
    cut = page[: start + int((len(page) - start) * share)]
    report = read(cut)
    assert report["figures"] == []
    assert "TABLES.MISSING" in [finding["rule"] for finding in report["findings"]] or report["year"] is None
