"""CAUTIONS.md: what to know before using these very columns and years, and no others."""

import tomllib
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from functools import cache
from importlib.resources import files
from typing import Any

from nianbao.domain.regime import regime_events
from nianbao.exports.codebook import described_quantities
from nianbao.exports.profile import Profile
from nianbao.exports.selection import LAST_YEAR, Selection
from nianbao.exports.shown import Shown
from nianbao.exports.waterfall import Waterfall


def cautions_page(selection: Selection, shown: Shown, counted: Waterfall, profile: Profile) -> str:
    """The whole page."""
    about = f"For this export alone: nianbao {shown.release_id}, as of {shown.moment}, years {selection.years()}."
    parts = [
        f"# Cautions\n\n{about}",
        "## These data\n\n" + "\n".join(f"- {told}" for told in _of_data(selection, shown, counted, profile)),
        "## These columns\n\n" + "\n".join(f"- {each['en']} {each['zh']}" for each in applying(selection)),
        "## Breaks\n\n" + ("\n".join(f"- {told}" for told in _breaks(selection)) or "None within these years."),
        "## Quantities of several forms\n\n" + "\n".join(f"- {told}" for told in _quantities()),
    ]
    return "\n\n".join(parts) + "\n"


def applying(selection: Selection) -> list[Mapping[str, Any]]:
    """The cautions that bear on a selection, in the order of `cautions.toml`."""
    return [each for each in _told()["caution"] if _applies(each, selection)]


def _applies(caution: Mapping[str, Any], selection: Selection) -> bool:
    keys = [entry.key for entry in selection.entries()]
    named = caution.get("figures", ["*"])
    of_figures = any(fnmatchcase(key, pattern) for key in keys for pattern in named)
    begins, ends = caution.get("first_year", 0), caution.get("last_year", LAST_YEAR)
    of_years = selection.first_year <= ends and selection.last_year >= begins
    return of_figures and of_years and caution.get("coverage", selection.coverage[0]) in selection.coverage


def _of_data(selection: Selection, shown: Shown, counted: Waterfall, profile: Profile) -> Iterator[str]:
    told = {
        "frame": (counted.steps[0].n, counted.steps[-1].n),
        "nightly": () if shown.released else (shown.release_id,),
        "doubtful": (counted.doubtful, selection.quality) if counted.doubtful else (),
        "outside": (counted.outside,) if counted.outside else (),
        "conflicts": (profile.qualities["source_conflict"],) if profile.qualities["source_conflict"] else (),
        "unknown_rows": (profile.unknown,) if profile.unknown else (),
        "long_numbers": (profile.long_numbers,) if profile.long_numbers else (),
    }
    for name, words in told.items():
        if words:
            yield _told()["data"][name].format(*words)


def _breaks(selection: Selection) -> Iterator[str]:
    names = [entry.key for entry in selection.entries()] + [each.name for each in described_quantities()]
    for event in regime_events():
        touched = sum(any(fnmatchcase(name, pattern) for pattern in event.affects) for name in names)
        if touched and selection.first_year < event.affects_from_year <= selection.last_year:
            yield _told()["data"]["break"].format(event, touched)


def _quantities() -> Iterator[str]:
    for each in described_quantities():
        if each.caveat:
            yield f"`{each.name}` (grade {each.grade}): {each.caveat}."


@cache
def _told() -> Mapping[str, Any]:
    return tomllib.loads(files(__package__).joinpath("cautions.toml").read_text("utf-8"))
