"""What stands beside the data and is small: how to cite it, what is new in it, what it leaves out."""

import csv
from collections import Counter
from collections.abc import Iterator
from io import StringIO

from sqlalchemy import Connection

from nianbao.exports.files.csv_file import guarded
from nianbao.exports.selection import Selection
from nianbao.exports.shown import Shown
from nianbao.exports.waterfall import Waterfall
from nianbao.store.release import Difference, release_diff

# Cells told one by one; beyond them they are counted, and `nianbao release diff` prints them all.
MOST_TOLD = 200


def citation(shown: Shown) -> str:
    """CITATION.cff (1.2.0) of this release."""
    return (
        "cff-version: 1.2.0\n"
        "type: dataset\n"
        "message: Cite the release whose figures you print, and for a single figure its cell_id.\n"
        'title: "nianbao: figures of the annual open-government-information reports of China"\n'
        f'version: "{shown.release_id}"\n'
        f"date-released: {shown.day}\n"
        "license: CC-BY-4.0\n"
        "authors:\n"
        "  - name: The nianbao authors\n"
    )


def exclusions_csv(counted: Waterfall) -> str:
    """EXCLUSIONS.csv: a row a step and state that those had who took no further one."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["step", "n", "label_en", "label_zh", "lost", "lost_state"])
    for step in counted.steps:
        for state, lost in step.lost.items() or [("", 0)]:
            writer.writerow([step.name, step.n, guarded(step.label_en), guarded(step.label_zh), lost, state])
    return out.getvalue()


def whats_new(connection: Connection, selection: Selection, shown: Shown) -> str:
    """WHATSNEW.md: figures of these columns that the release before shows otherwise."""
    head = f"# What is new in {shown.release_id}\n\n"
    if shown.previous is None:
        return head + "There is no release before it.\n"
    before = shown.previous.release_id
    if shown.released is None:
        return head + (
            f"{shown.release_id} is no release: what differs from {before} is told cell by cell once a release is made "
            f"(`nianbao release diff`).\n"
        )
    note = f"{shown.released.note}\n\n" if shown.released.note else ""
    keys = {entry.key for entry in selection.entries()}
    found = [
        each for each in release_diff(connection, before, shown.release_id) if each.cell_id.partition("/")[2] in keys
    ]
    if not found:
        return f"{head}{note}No figure of these columns differs from {before}.\n"
    causes = Counter(each.cause for each in found)
    told = "".join(f"- `{cause}`: {count}\n" for cause, count in sorted(causes.items()))
    return f"{head}{note}Figures that {before} shows otherwise, by cause:\n\n{told}\n" + "".join(_cells(found))


def _cells(found: list[Difference]) -> Iterator[str]:
    changed = [each for each in found if each.cause not in ("new_report", "not_held_any_more")]
    for each in changed[:MOST_TOLD]:
        yield f"- `{each.cell_id}` ({each.cause}): {_shown(each, 'from')} to {_shown(each, 'to')}\n"
    if len(changed) > MOST_TOLD:
        yield f"- and {len(changed) - MOST_TOLD} more\n"


def _shown(each: Difference, side: str) -> str:
    value, corrected = getattr(each, f"{side}_value"), getattr(each, f"{side}_corrected")
    said = str(getattr(each, f"{side}_status")) if value is None else f"{value:f}"
    return said if corrected is None else f"{said} (corrected: {corrected:f})"
