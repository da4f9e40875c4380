"""From ruling lines to grids: where rules cross is a table, where an inner rule is missing cells are merged."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.documents.pdf_geometry import Box, Rule, Rules
from extractors.errors import Refused

MAX_CELLS = 50_000  # of a page's grid
_NEAR = 3.0  # points; rules that are closer are one (double rules), ends that are closer touch
_OPEN = 10.0  # points that rules must stand out sideways to show a side that is drawn open


@dataclass(frozen=True, slots=True)
class Area:
    """A printed cell: its place in the grid, from 0, and its outline."""

    row: int
    column: int
    box: Box


@dataclass(frozen=True, slots=True)
class Lattice:
    """One ruled table of a page: the heights and distances of its rules, and the area of each elementary cell."""

    heights: tuple[float, ...]
    distances: tuple[float, ...]
    areas: tuple[tuple[Area, ...], ...]

    @property
    def box(self) -> Box:
        """The outline of the table."""
        return self.distances[0], self.heights[0], self.distances[-1], self.heights[-1]

    def area_at(self, x: float, y: float) -> Area | None:
        """The cell that holds a point; null outside the table."""
        row, column = bisect_right(self.heights, y) - 1, bisect_right(self.distances, x) - 1
        inside = 0 <= row < len(self.areas) and 0 <= column < len(self.areas[0])
        return self.areas[row][column] if inside else None

    def in_order(self) -> list[Area]:
        """The cells by row, then left to right."""
        return sorted({area for row in self.areas for area in row}, key=lambda area: (area.row, area.column))


def lattices_of(rules: Rules) -> list[Lattice]:
    """The ruled tables of a page, from the top; a single box is a frame and no table."""
    found = (_lattice(part) for part in _connected(rules))
    tables = [lattice for lattice in found if lattice is not None and len(lattice.in_order()) > 1]
    return sorted(tables, key=lambda lattice: lattice.box[1])


def _connected(rules: Rules) -> Iterator[Rules]:
    """The rules that touch each other, apart from those that do not."""
    group = list(range(len(rules.horizontal) + len(rules.vertical)))

    def root(place: int) -> int:
        while group[place] != place:
            group[place] = group[group[place]]
            place = group[place]
        return place

    for i, flat in enumerate(rules.horizontal):
        for j, upright in enumerate(rules.vertical, len(rules.horizontal)):
            if _covers(flat, upright.at) and _covers(upright, flat.at):
                group[root(i)] = root(j)
    roots = [root(place) for place in range(len(group))]
    flats, uprights = roots[: len(rules.horizontal)], roots[len(rules.horizontal) :]
    for name in dict.fromkeys(uprights):
        horizontal = tuple(rule for rule, own in zip(rules.horizontal, flats, strict=True) if own == name)
        vertical = tuple(rule for rule, own in zip(rules.vertical, uprights, strict=True) if own == name)
        yield Rules(horizontal, vertical)


def _covers(rule: Rule, at: float) -> bool:
    return rule.start - _NEAR <= at <= rule.end + _NEAR


def _lattice(rules: Rules) -> Lattice | None:
    closed = _closed(rules)
    heights = _bands(rule.at for rule in closed.horizontal)
    distances = _bands(rule.at for rule in closed.vertical)
    if len(heights) < 2 or len(distances) < 2:
        return None
    if len(heights) * len(distances) > MAX_CELLS:
        raise Refused(f"a table with more than {MAX_CELLS:,} cells on a page: refused as a bomb")
    return Lattice(heights, distances, _areas(heights, distances, closed))


def _closed(rules: Rules) -> Rules:
    """The rules with the edges that are not drawn: at a page break, and where a table is open at its sides.

    At a page break the ends of the vertical rules are the edge; most readers lose the row that stands there.
    """
    if not rules.vertical or not rules.horizontal:
        return rules
    horizontal, vertical = list(rules.horizontal), list(rules.vertical)
    left, right = min(rule.start for rule in horizontal), max(rule.end for rule in horizontal)
    top, bottom = min(rule.start for rule in vertical), max(rule.end for rule in vertical)
    horizontal += _edges((rule.at for rule in rules.horizontal), top, bottom, (left, right), _NEAR)
    vertical += _edges((rule.at for rule in rules.vertical), left, right, (top, bottom), _OPEN)
    return Rules(tuple(horizontal), tuple(vertical))


def _edges(
    places: Iterator[float], first: float, last: float, span: tuple[float, float], tolerance: float
) -> list[Rule]:
    known = list(places)
    missing = [at for at in (first, last) if all(abs(at - place) > tolerance for place in known)]
    return [Rule(at, *span) for at in missing]


def _bands(places: Iterator[float]) -> tuple[float, ...]:
    bands: list[float] = []
    for place in sorted(places):
        if not bands or place - bands[-1] > _NEAR:
            bands.append(place)
    return tuple(bands)


def _areas(heights: Sequence[float], distances: Sequence[float], rules: Rules) -> tuple[tuple[Area, ...], ...]:
    """Elementary cells joined wherever no rule stands between them."""
    width = len(distances) - 1
    count = (len(heights) - 1) * width
    owner = list(range(count))

    def root(place: int) -> int:
        while owner[place] != place:
            owner[place] = owner[owner[place]]
            place = owner[place]
        return place

    for place, neighbour in _unruled(heights, distances, rules):
        first, second = sorted((root(place), root(neighbour)))
        owner[second] = first
    members: dict[int, list[int]] = {}
    for place in range(count):
        members.setdefault(root(place), []).append(place)
    areas = {
        place: area for group in members.values() for area in [_area(group, heights, distances)] for place in group
    }
    return tuple(tuple(areas[row * width + column] for column in range(width)) for row in range(len(heights) - 1))


def _unruled(heights: Sequence[float], distances: Sequence[float], rules: Rules) -> Iterator[tuple[int, int]]:
    """Pairs of neighbouring elementary cells that nothing divides."""
    width = len(distances) - 1
    flats = [[rule for rule in rules.horizontal if abs(rule.at - at) <= _NEAR] for at in heights]
    uprights = [[rule for rule in rules.vertical if abs(rule.at - at) <= _NEAR] for at in distances]
    for row, (top, bottom) in enumerate(pairwise(heights)):
        for column, (left, right) in enumerate(pairwise(distances)):
            place = row * width + column
            if column + 1 < width and not _divided(uprights[column + 1], (top + bottom) / 2):
                yield place, place + 1
            if row + 2 < len(heights) and not _divided(flats[row + 1], (left + right) / 2):
                yield place, place + width


def _divided(rules: Sequence[Rule], at: float) -> bool:
    return any(rule.start <= at <= rule.end for rule in rules)


def _area(group: Sequence[int], heights: Sequence[float], distances: Sequence[float]) -> Area:
    width = len(distances) - 1
    rows, columns = [place // width for place in group], [place % width for place in group]
    box = (distances[min(columns)], heights[min(rows)], distances[max(columns) + 1], heights[max(rows) + 1])
    left, top, right, bottom = (round(edge, 1) for edge in box)
    return Area(min(rows), min(columns), (left, top, right, bottom))
