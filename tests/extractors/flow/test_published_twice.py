"""The real reports at hand, read by both: every cell that the expected files name is confirmed."""

import json
from pathlib import Path

import pytest

import extractors
from extractors.flow import read_flow

CASES = [
    "seeds/jiulongpo_2022.txt",
    "seeds/liuyang_2023.txt",
    "samples/shuyang_fgj_2023.html",
    "samples/shuyang_2025_ocr.md",
    "samples/hongze_2024.pdf",
]


@pytest.mark.parametrize("name", CASES)
def test_every_cell_is_read_by_both(shared: Path, name: str) -> None:
    """The flow reader has the published number, or blank, in every cell, and no cell besides."""
    path = shared / name
    expected = json.loads((path.parent / f"{path.stem}.expected.json").read_text(encoding="utf-8"))["figures"]
    document = extractors.read(path.read_bytes())
    found = {key: cell.value for key, cell in read_flow(document, None).items()}
    assert {key: None if value is None else float(value) for key, value in found.items()} == expected
    report = extractors.extract(document)
    assert all(figure.confirmed for figure in report.figures)
    assert set(report.readers.values()) == {"both"}
