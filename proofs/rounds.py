"""What a proof has played so far, kept beside the checkout, so that a run that was broken off goes on."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any


def rounds_before(file: Path, what: str) -> list[dict[str, Any]]:
    """The rounds that an earlier run of this proof has played at this commit."""
    if not file.exists():
        return []
    lines = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    return [line for line in lines if line["commit"] == what]


def keep(file: Path, told: Mapping[str, Any]) -> None:
    """Note a round that has been played; `commit` is among what it tells."""
    file.parent.mkdir(exist_ok=True)
    with file.open("a", encoding="utf-8") as opened:
        opened.write(json.dumps(told, ensure_ascii=False) + "\n")
