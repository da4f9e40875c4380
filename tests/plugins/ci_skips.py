"""Pytest plugin: in CI (the variable CI is set) a skip whose reason is not in ci/allowed_skips.txt is a failure."""

import os
from collections.abc import Generator
from pathlib import Path
from typing import TypeVar

import pytest

Report = TypeVar("Report", pytest.TestReport, pytest.CollectReport)


def _allowed(root: Path) -> frozenset[str]:
    lines = (root / "ci" / "allowed_skips.txt").read_text("utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def _refuse(report: Report, root: Path) -> Report:
    if not (os.environ.get("CI") and report.skipped) or hasattr(report, "wasxfail"):
        return report
    place, line, said = report.longrepr if isinstance(report.longrepr, tuple) else ("", "", str(report.longrepr))
    reason = said.removeprefix("Skipped: ")
    if reason not in _allowed(root):
        report.outcome = "failed"
        report.longrepr = f"{place}:{line}: skipped in CI for a reason that is not in ci/allowed_skips.txt: {reason}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A test that skipped itself, or was marked so."""
    return _refuse((yield), item.config.rootpath)


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """A whole file that skipped itself when it was imported."""
    return _refuse((yield), collector.config.rootpath)
