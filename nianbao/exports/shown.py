"""Which state of the database is handed over, and the statements that read it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.resources import files
from typing import Any

from sqlalchemy import Connection, TextClause, text

from nianbao.exports.selection import Selection, SelectionRefused
from nianbao.store.release import ReleaseRow, one_state, releases
from nianbao.store.views import suffices

__all__ = ["Shown", "one_state", "shown_state", "statement"]

# Ahead of what takes a selection: nobody knows beforehand how much that is, and a loop that seems short is walked once
# for each of a million figures.
WITHOUT_LOOPS = text("SET LOCAL enable_nestloop = off")
STATE = text("SELECT at FROM pub.refreshed")
FIGURES = {False: "pub.figure_history", True: "pub.figure_release(CAST(:release AS text))"}
HARMONISED = "pub.harmonised_release(CAST(:release AS text))"
FILTERS = {"default": "figure_default", "strict": "figure_strict"}


@dataclass(frozen=True, slots=True)
class Shown:
    """A state of the database: its name, the moment it stands for, and the release before it.

    `release_id`: of a release its number, else `dev-` and the day of `as_of`. `as_of` (UTC): when the release was
    made; of the nightly state when the kept views were made, so that two exports of one state are equal, byte for byte.
    """

    release_id: str
    as_of: datetime
    released: ReleaseRow | None
    previous: ReleaseRow | None

    @property
    def moment(self) -> str:
        """`as_of` in ISO 8601, UTC."""
        return self.as_of.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")

    @property
    def day(self) -> str:
        """The day of `as_of`."""
        return self.moment[:10]


def shown_state(connection: Connection, release: str | None) -> Shown:
    """The state that a release, or the database now, stands for. Raises SelectionRefused where there is none."""
    known = releases(connection)
    if release is None:
        at = connection.execute(STATE).scalar_one_or_none()
        if at is None:
            raise SelectionRefused("nothing is shown yet: the kept views were never made (`nianbao db refresh`)")
        return Shown(f"dev-{at.astimezone(UTC):%Y-%m-%d}", at.astimezone(UTC), None, known[-1] if known else None)
    places = [place for place, each in enumerate(known) if each.release_id == release]
    if not places:
        there = ", ".join(each.release_id for each in known) or "none yet"
        raise SelectionRefused(f"there is no release {release}; there are: {there}")
    found = known[places[0]]
    return Shown(found.release_id, found.made_at.astimezone(UTC), found, known[places[0] - 1] if places[0] else None)


def statement(selection: Selection, *names: str) -> TextClause:
    """The statement made of these files of `sql/`, one after the other, for this selection."""
    words = {
        "figures": FIGURES[selection.release is not None],
        "harmonised": HARMONISED,
        "suffices": "true" if selection.quality == "all" else f"({suffices(FILTERS[selection.quality])})",
    }
    parts = (files(__package__).joinpath("sql", f"{name}.sql").read_text("utf-8") for name in names)
    return text("\n".join(part.format(**words) for part in parts))


def bound(selection: Selection) -> Mapping[str, Any]:
    """The parameters of any such statement."""
    keys = [entry.key for entry in selection.entries()]
    return {**selection.bound(), "keys": keys, "every_figure": not selection.figures}
