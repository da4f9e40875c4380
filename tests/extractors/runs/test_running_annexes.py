"""Annexes of the years before 2019 that stand in running text, as 平潭's reports of 2011 and 2014 were copied."""

import json
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest

import extractors
from conformance.forms import annexes
from conformance.running import spaced_annex
from nianbao.domain.report import Status

Read = Callable[[str | bytes], dict[str, Any]]


@pytest.mark.parametrize(("year", "form"), [(2011, "fujian_2011"), (2014, "fujian_2014")])
def test_a_published_annex(read: Read, shared: Path, year: int, form: str) -> None:
    """Every cell, its unit in a column of its own, and what stands around it is prose."""
    report = read((shared / "samples" / f"pingtan_{year}_excerpt.txt").read_bytes())
    path = shared / "samples" / "pingtan_figures" / f"pingtan_{year}.json"
    published = json.loads(path.read_text(encoding="utf-8"))["figures"]
    assert {figure["key"]: figure["value"] for figure in report["figures"]} == published
    assert report["forms"] == {"annex": form}
    assert (report["checks"]["passed"], report["checks"]["failed"]) == (4, 0)
    assert not any("指标名称" in section["text"] for section in report["sections"])


@pytest.mark.parametrize("form", annexes())
@pytest.mark.parametrize("seed", range(3))
def test_made_annexes_of_every_form(form: str, seed: int) -> None:
    """White space between cells: all of them are read, and nothing is doubted."""
    made = spaced_annex(form, Random(seed))  # noqa: S311 - repeatable draws are wanted
    report = extractors.extract(extractors.read(made.body))
    assert {figure.key: figure.value for figure in report.figures} == {k: p.value for k, p in made.printed.items()}
    assert {finding.rule for finding in report.findings} <= {"REGION.UNKNOWN"}


@pytest.mark.parametrize("form", [name for name in annexes() if name != "national_2014"])
def test_two_columns_that_ran_together_stay_unreadable(form: str) -> None:
    """Nothing tells 2543 78967 from 25437 8967; the row's digits are kept."""
    made = spaced_annex(form, Random(5))  # noqa: S311 - repeatable draws are wanted
    body = made.body.decode().replace(" ", "").encode()
    figures = extractors.extract(extractors.read(body)).figures
    assert figures
    assert {figure.status for figure in figures} == {Status.UNREADABLE}
