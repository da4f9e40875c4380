"""The ruling lines of a page that is a picture, and the tables that they make."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from extractors.documents.image_ink import Mask, parts_of
from extractors.documents.image_straight import Straight
from extractors.documents.pdf_geometry import Rule, Rules
from extractors.documents.pdf_grid import Lattice, lattices_of
from extractors.documents.pdf_rules import joined
from extractors.errors import Refused

MAX_RULES = 2000  # a page; a ruled report page has about 60
POINTS = 10.0  # the size of print of a table: what turns pixels into points where a picture does not say its scale
_FLAT, _UPRIGHT = 2.2, 1.5  # sizes of print from which on a straight piece of ink is a rule and no part of a character
_THICK = 0.45  # sizes of print; what is thicker is an area
_WIDE = 8.0  # sizes of print; what is narrower is a character made of boxes
_BROKEN = 3  # pixels that a pale rule may be missing
_LONG_FLAT, _LONG_UPRIGHT = 10.0, 5.0  # sizes of print from which on a rule need not end at another
_MEETS = 0.35  # sizes of print


@dataclass(frozen=True, slots=True)
class Ruled:
    """The rules of a page in points, the tables they make, and `mask`: the pixels they are printed on."""

    rules: Rules
    lattices: tuple[Lattice, ...]
    mask: Mask


@dataclass(frozen=True, slots=True)
class _Run:
    """A straight piece of ink, in pixels, with the outline of its pixels: left, top, width, height."""

    rule: Rule
    outline: tuple[int, int, int, int]


def ruled(page: Straight, points: float) -> Ruled:
    """The ruled tables of a page; `points` is the size of a pixel. Raises Refused for a page that is a bomb."""
    mask = np.zeros_like(page.ink)
    if not page.size:
        return Ruled(Rules((), ()), (), mask)
    flat_ink = _straight(page.ink, int(_FLAT * page.size), upright=False)
    upright_ink = _straight(page.ink, int(_UPRIGHT * page.size), upright=True)
    flats, uprights = _runs(flat_ink, page.size, upright=False), _runs(upright_ink, page.size, upright=True)
    if len(flats) + len(uprights) > MAX_RULES:
        raise Refused(f"a picture with more than {MAX_RULES:,} ruling lines: refused as a bomb")
    kept_flats = [run for run in flats if _is_rule(run.rule, uprights, page.size, _LONG_FLAT)]
    kept_uprights = [run for run in uprights if _is_rule(run.rule, kept_flats, page.size, _LONG_UPRIGHT)]
    for run, ink in (*((run, flat_ink) for run in kept_flats), *((run, upright_ink) for run in kept_uprights)):
        left, top, wide, high = run.outline
        place = (slice(top, top + high), slice(left, left + wide))
        mask[place] |= ink[place]
    rules = Rules(_joined(kept_flats, points), _joined(kept_uprights, points))
    tables = tuple(table for table in lattices_of(rules) if _is_wide(table, page.size * points))
    return Ruled(_of_tables(rules, tables), tables, mask)


def _straight(ink: Mask, length: int, upright: bool) -> Mask:
    """The ink that runs straight for so many pixels."""
    gap = (1, _BROKEN) if upright else (_BROKEN, 1)
    run = (1, length) if upright else (length, 1)
    closed = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_RECT, gap))
    opened = cv2.morphologyEx(closed, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, run))
    return np.asarray(opened, dtype=np.uint8)


def _runs(mask: Mask, size: float, upright: bool) -> list[_Run]:
    found: list[_Run] = []
    for left, top, wide, high in parts_of(mask).boxes.tolist():
        if upright:
            thick, rule = wide, Rule(left + wide / 2, top, top + high)
        else:
            thick, rule = high, Rule(top + high / 2, left, left + wide)
        if thick <= max(_THICK * size, 3):
            found.append(_Run(rule, (left, top, wide, high)))
    return found


def _is_rule(rule: Rule, crossing: Sequence[_Run], size: float, long: float) -> bool:
    """Whether a straight piece is long, or runs from one rule to another; the stroke of a character ends free."""
    if rule.end - rule.start > long * size:
        return True
    near = _MEETS * size
    met = [run.rule.at for run in crossing if run.rule.start - near <= rule.at <= run.rule.end + near]
    return all(any(abs(at - end) <= near for at in met) for end in (rule.start, rule.end))


def _joined(runs: Sequence[_Run], points: float) -> tuple[Rule, ...]:
    rules = (run.rule for run in runs)
    return joined(Rule(rule.at * points, rule.start * points, rule.end * points) for rule in rules)


def _is_wide(table: Lattice, size: float) -> bool:
    left, top, right, bottom = table.box
    return right - left > _WIDE * size and bottom - top > _UPRIGHT * size


def _of_tables(rules: Rules, tables: tuple[Lattice, ...]) -> Rules:
    """Without what only looks like a rule: underlines, frames of seals, strokes of large print."""
    boxes = [table.box for table in tables]

    def within(x: float, y: float) -> bool:
        return any(left - 1 <= x <= right + 1 and top - 1 <= y <= bottom + 1 for left, top, right, bottom in boxes)

    flat = tuple(rule for rule in rules.horizontal if within((rule.start + rule.end) / 2, rule.at))
    upright = tuple(rule for rule in rules.vertical if within(rule.at, (rule.start + rule.end) / 2))
    return Rules(flat, upright)
