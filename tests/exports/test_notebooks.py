"""The notebooks run, on the files alone and again on the database, and print the published figures."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat
import pytest
from nbclient import NotebookClient

if TYPE_CHECKING:
    from tests.exports.conftest import Exported

# Its functions have no types.
NOTEBOOKS: Any = nbformat
FOLDER = Path(__file__).resolve().parents[2] / "docs" / "notebooks"
# By eye, off the figures of the sample: what a notebook must print on either way.
PRINTED = {
    "1_region_history": ("-2021-a/t3.new_received.total", "held", "218", "replies count in annexes"),
    "2_grant_rates": ("region-years", "0.833", "0.719"),
    "3_quality": ("source_conflict", "T3.SUM", "unreadable", "corroborated"),
}


def test_they_are_kept_without_output() -> None:
    kept = sorted(FOLDER.glob("*.ipynb"))
    assert [path.stem for path in kept] == sorted(PRINTED)
    for path in kept:
        told = json.loads(path.read_text("utf-8"))
        assert not any(cell.get("outputs") or cell.get("execution_count") for cell in told["cells"])
        assert any("一" <= letter <= "鿿" for letter in "".join(told["cells"][0]["source"]))


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::UserWarning")
@pytest.mark.parametrize("name", PRINTED)
def test_it_runs_on_files_and_on_the_database(exported: "Exported", name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both ways in one kernel, which takes longer to start than to run."""
    monkeypatch.setenv("NIANBAO_EXPORT", str(exported.folder))
    monkeypatch.delenv("NIANBAO_NOTEBOOK_DATABASE", raising=False)
    written = json.loads((FOLDER / f"{name}.ipynb").read_text("utf-8"))
    address = exported.engine.url.render_as_string(hide_password=False)
    turn: dict[str, Any] = {"cell_type": "code", "metadata": {}, "execution_count": None, "outputs": [],
            "source": f"import os; os.environ['NIANBAO_NOTEBOOK_DATABASE'] = {address!r}"}  # fmt: skip
    cells = [*written["cells"], turn, *written["cells"]]
    twice = NOTEBOOKS.from_dict(
        {
            **written,
            "cells": [
                {**cell, "source": "".join(cell["source"]), "id": f"c{place}"} for place, cell in enumerate(cells)
            ],
        }
    )
    NotebookClient(twice, timeout=60, kernel_name="python3").execute()
    half = len(written["cells"])
    for ran in (twice.cells[:half], twice.cells[half + 1 :]):
        told = "".join(
            # As a page; as text, columns are left out where they do not fit a line.
            output.get("data", {}).get("text/html") or output.get("data", {}).get("text/plain", "")
            for cell in ran
            if cell.cell_type == "code"
            for output in cell.outputs
        )
        assert [word for word in PRINTED[name] if word not in told] == []
