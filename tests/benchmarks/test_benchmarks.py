"""The benchmarks run, and tell a bound that is missed; how fast anything is stands in no test."""

import json
import subprocess
import sys
from pathlib import Path

from benchmarks.bodies import Body, made_pages, pdfs
from benchmarks.memory import slope_of
from benchmarks.page import page_of
from benchmarks.peers import grid_alone, peers, whole
from benchmarks.run import BOUNDS, missed
from benchmarks.timing import rate, ratios
from nianbao.domain.report import Report


def test_a_tiny_run_writes_page_and_figures(tmp_path: Path) -> None:
    """In a process of its own: it keeps itself on one core."""
    out, page = tmp_path / "out.json", tmp_path / "page.md"
    asked = [sys.executable, "-m", "benchmarks", "--tiny", "--out", str(out), "--page", str(page)]
    done = subprocess.run(asked, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2])
    result = json.loads(out.read_text("utf-8"))
    assert {row["name"] for row in result["peers"]} == {peer.name for peer in peers()}
    assert set(result["ratios"]) == set(BOUNDS)
    assert all(min(row["milliseconds"].values()) > 0 for row in result["pages"])
    assert len(result["memory"]["resident"]) == 4
    assert page.read_text("utf-8") == page_of(result)
    assert done.stdout.splitlines()[1:] == missed(result)


def test_both_settings_read_the_whole_report() -> None:
    [page] = made_pages(1)
    both, grid = whole(page.content), grid_alone(page.content)
    assert isinstance(both, Report)
    assert isinstance(grid, Report)
    assert len(grid.figures) == len(both.figures) > 150
    assert grid.sections == both.sections
    assert grid.checks == both.checks
    assert any(figure.confirmed for figure in both.figures)
    assert not any(figure.confirmed for figure in grid.figures)
    assert whole(page.content) == both, "the second reader is back"


def test_every_peer_takes_the_same_bytes() -> None:
    bodies = made_pages(2)
    assert bodies == made_pages(2)
    assert len({body.digest for body in bodies}) == 2
    for peer in peers():
        assert peer.run(bodies[0].content) is not None
        assert peer.version
    assert all(body.content.startswith(b"%PDF") for body in pdfs(Path("nowhere"), 2))


def test_ratios_are_of_the_same_pages() -> None:
    bodies = (Body("a", b""), Body("b", b""))
    times = {"ours": {"a": [1.0, 2.0, 9.0], "b": [2.0]}, "other": {"a": [4.0], "b": [8.0]}}
    assert rate(times, "ours", bodies) == 0.5
    assert ratios(times, "ours", "other", bodies) == [2.0, 4.0]


def test_growth_is_that_after_the_first_step() -> None:
    assert slope_of([10.0, 50.0, 50.0, 50.0], 1000) == 0.0
    assert slope_of([10.0, 50.0, 51.0, 52.0], 500) == 2.0
