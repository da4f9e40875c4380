"""Every case made by `nianbao kit`: what a person saw on the page, held against what is read of it.

A folder a case; one whose frame is not filled in fails.
"""

from pathlib import Path

import pytest

from pipelines.kit.checking import differences
from pipelines.kit.making import FRAME

HERE = Path(__file__).parent
CASES = sorted(folder for folder in HERE.iterdir() if folder.is_dir() and not folder.name.startswith("__"))


def test_there_are_cases_and_each_has_a_frame() -> None:
    assert CASES
    assert [case.name for case in CASES if not (case / FRAME).is_file()] == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_was_seen_is_what_is_read(case: Path) -> None:
    assert differences(case) == []
