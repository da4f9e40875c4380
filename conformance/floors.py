"""What the reader has reached, format by format, and must not lose: floors are only raised, ceilings only lowered."""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

from conformance.run import Outcome

FILE = Path(__file__).with_name("floors.toml")
# share -> what of what; the rest are counts, per thousand documents
FLOORS = {
    "nonzero_right": ("nonzero.right", "nonzero.all"),
    "zero_right": ("zero.right", "zero.all"),
    "sections_right": ("sections.right", "sections.all"),
    "findings_found": ("findings.found", "findings.all"),
    "years_right": ("year.right", "documents"),
    "publishers_right": ("publisher.right", "documents"),
    "coverages_right": ("coverage.right", "documents"),
    "claims_found": ("claims.found", "claims.all"),
    "places_right": ("places.right", "places.all"),
}
CEILINGS = {
    "silently_wrong": ("nonzero.wrong", "zero.wrong", "other.wrong", "invented"),
    "silently_missing": ("nonzero.missing", "zero.missing", "other.missing"),
    "false_zeros": ("false_zeros",),
    "false_findings": ("findings.false",),
    "false_claims": ("claims.false",),
    "clean_flagged": ("clean.flagged",),
}
Levels = Mapping[str, Mapping[str, float]]


def stored() -> Levels:
    """Group (a format, or `pdf_unruled`) -> level by name."""
    levels: Levels = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return levels


def reached(outcome: Outcome) -> dict[str, dict[str, float]]:
    """What this run reached, in the shape in which floors are stored; cut, so that it can be reached again."""
    formats = dict.fromkeys(group.partition("/")[0] for group in outcome.counts)
    return {name: dict(_levels(outcome.total(name))) for name in sorted(formats)}


def _levels(counts: Mapping[str, int]) -> Iterator[tuple[str, float]]:
    for name, (part, whole) in FLOORS.items():
        all_of = counts.get(whole, 0)
        yield name, int(counts.get(part, 0) / all_of * 1e5) / 1e5 if all_of else 1.0
    for name, parts in CEILINGS.items():
        yield name, sum(counts.get(part, 0) for part in parts)


def below(levels: Levels, floors: Levels) -> tuple[str, ...]:
    """What a run has lost against the floors, in words; a format without floors is said to have none."""
    return tuple(_lost(levels, floors))


def _lost(levels: Levels, floors: Levels) -> Iterator[str]:
    for format_, at in levels.items():
        if format_ not in floors:
            yield f"{format_}: no floors are stored"
            continue
        for name, level in at.items():
            bound = floors[format_][name]
            if (level < bound) if name in FLOORS else (level > bound):
                yield f"{format_}.{name}: {level:g}, and it was {bound:g}"


def raised(levels: Levels, floors: Levels) -> dict[str, dict[str, float]]:
    """The floors, each as high as this run or higher."""
    return {
        format_: {
            name: (max if name in FLOORS else min)(level, floors.get(format_, {}).get(name, level))
            for name, level in at.items()
        }
        for format_, at in levels.items()
    }


def written(floors: Levels, size: int, seed: int) -> str:
    """The file of these floors."""
    lines = [
        f"# Reached by `python -m conformance --size {size} --seed {seed}`; shares and counts. Never lower one by hand."
    ]
    for format_, at in floors.items():
        lines += ["", f"[{format_}]", *(f"{name} = {level:g}" for name, level in at.items())]
    return "\n".join(lines) + "\n"
