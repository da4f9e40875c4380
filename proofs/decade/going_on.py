"""What is kept of a run, so that one that was broken off goes on after its last finished spring."""

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

STATE = "state.json"


@dataclass
class Run:
    """A run in a folder: what it was asked for, and what each look that was finished ended with, by day.

    `asked`: whatever a result depends on, the commit too; a folder with other words is begun anew.
    """

    folder: Path
    asked: Mapping[str, Any]
    looks: dict[str, int] = field(default_factory=dict)
    seconds: float = 0

    def note(self, day: str, status: int, seconds: float) -> None:
        """A look is finished, after so many seconds more."""
        self.looks[day] = status
        self.seconds += seconds
        told = {"asked": self.asked, "looks": self.looks, "seconds": self.seconds}
        beside = self.folder / f"{STATE}.new"
        beside.write_text(json.dumps(told, indent=1) + "\n", "utf-8")
        beside.replace(self.folder / STATE)

    def end(self) -> None:
        """Nothing is kept of a run that came to its end."""
        shutil.rmtree(self.folder)


def begun(folder: Path, asked: Mapping[str, Any]) -> Run:
    """The run of this folder that was broken off and was asked for the same, else a new one in an empty folder."""
    state = folder / STATE
    if state.is_file():
        told = json.loads(state.read_text("utf-8"))
        if told["asked"] == asked:
            return Run(folder, asked, told["looks"], told["seconds"])
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    return Run(folder, asked)
