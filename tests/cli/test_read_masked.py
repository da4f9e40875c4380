"""`nianbao read` prints a file's own words, and with --mask without personal data."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

# Invented; the prefix is given to nobody.
PAGE = """\
示例县人民政府2023年政府信息公开工作年度报告
一、总体情况
收到申请27件。联系人：张某某，手机：15400001234。
二、主动公开政府信息情况
"""


def read(file: Path, *words: str) -> dict[str, Any]:
    program = [sys.executable, "-c", "from nianbao.cli.main import main; main(prog_name='nianbao')", "read", str(file)]
    done = subprocess.run([*program, *words], capture_output=True, text=True, check=True)
    told: dict[str, Any] = json.loads(done.stdout)
    return told


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "联系人：张某某，手机：15400001234。"),
        (("--mask",), "联系人：〔联系人〕，手机：〔手机〕。"),
    ],
)
def test_prose_as_it_is_or_masked(tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    file = tmp_path / "report.txt"
    file.write_text(PAGE, encoding="utf-8")
    [first, *_] = read(file, *words)["sections"]
    assert first["text"].endswith(said)
