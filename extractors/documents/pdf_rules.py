"""From the drawn paths of a page to its ruling lines: strokes, thin filled boxes, edges of stroked boxes."""

from collections.abc import Iterable, Iterator
from ctypes import byref, c_float, c_int
from itertools import pairwise

import pypdfium2.raw as pdfium

from extractors.documents.pdf_geometry import Rule, Rules, ToShown
from extractors.documents.pdf_objects import Drawn, RawObject, matrix_of
from extractors.errors import Refused

MAX_PATHS = 20_000  # a page; a ruled report page has about 200
MAX_POINTS = 100_000  # of the paths of a page; some programs draw a whole table as one path
MAX_RULES = 2000  # a page, collinear pieces joined
_THIN = 2.6  # points; what is thicker is an area
_SHORT = 4.0  # points; what is shorter is part of a letter or a dash
_NEAR = 3.0  # points between two pieces of one line

Point = tuple[float, float]
Edge = tuple[Point, Point]


def rules_of(objects: Iterable[Drawn], shown: ToShown) -> Rules:
    """The horizontal and vertical lines of a page, pieces joined; raises Refused for a page that is a bomb."""
    horizontal: list[Rule] = []
    vertical: list[Rule] = []
    for (x1, y1), (x2, y2) in _edges(objects, shown):
        if abs(y1 - y2) < _THIN and abs(x1 - x2) > _SHORT:
            horizontal.append(Rule((y1 + y2) / 2, min(x1, x2), max(x1, x2)))
        elif abs(x1 - x2) < _THIN and abs(y1 - y2) > _SHORT:
            vertical.append(Rule((x1 + x2) / 2, min(y1, y2), max(y1, y2)))
    rules = Rules(joined(horizontal), joined(vertical))
    if len(rules.horizontal) + len(rules.vertical) > MAX_RULES:
        raise Refused(f"a page with more than {MAX_RULES:,} ruling lines: refused as a bomb")
    return rules


def joined(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """Collinear pieces that touch or overlap, as one line each."""
    lines: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda rule: rule.at):
        if not lines or rule.at - lines[-1][0].at > _THIN:
            lines.append([])
        lines[-1].append(rule)
    return tuple(rule for line in lines for rule in _joined_in_line(line))


def _joined_in_line(pieces: list[Rule]) -> Iterator[Rule]:
    pieces.sort(key=lambda rule: rule.start)
    current = pieces[0]
    for piece in pieces[1:]:
        if piece.start > current.end + _NEAR:
            yield current
            current = piece
        elif piece.end > current.end:
            current = Rule(current.at, current.start, piece.end)
    yield current


def _edges(objects: Iterable[Drawn], shown: ToShown) -> Iterator[Edge]:
    points_seen = 0
    paths = ((raw, matrix) for raw, kind, matrix in objects if kind == pdfium.FPDF_PAGEOBJ_PATH)
    for number, (path, holder) in enumerate(paths):
        points_seen += pdfium.FPDFPath_CountSegments(path)
        if number >= MAX_PATHS or points_seen > MAX_POINTS:
            raise Refused(f"a page with more than {number:,} paths or {points_seen:,} points: refused as a bomb")
        mode, stroked = c_int(), c_int()
        pdfium.FPDFPath_GetDrawMode(path, byref(mode), byref(stroked))
        if not (mode.value or stroked.value):
            continue
        place = matrix_of(path).multiply(holder)
        for outline in _outlines(path):
            points = [shown(*place.on_point(x, y)) for x, y in outline]
            yield from pairwise(points) if stroked.value else _axis(points)


def _outlines(path: RawObject) -> Iterator[list[Point]]:
    """The straight outlines of a path; where a curve runs, the outline is broken."""
    points: list[Point] = []
    for number in range(pdfium.FPDFPath_CountSegments(path)):
        segment = pdfium.FPDFPath_GetPathSegment(path, number)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind != pdfium.FPDF_SEGMENT_LINETO:
            yield points
            points = []
        x, y = c_float(), c_float()
        pdfium.FPDFPathSegment_GetPoint(segment, byref(x), byref(y))
        points.append((x.value, y.value))
        if pdfium.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    yield points


def _axis(points: list[Point]) -> Iterator[Edge]:
    """The line that a thin filled box prints; nothing for an area, which is a background."""
    if len(points) < 3:
        return
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    top, bottom = min(y for _, y in points), max(y for _, y in points)
    if bottom - top < _THIN < right - left:
        yield (left, (top + bottom) / 2), (right, (top + bottom) / 2)
    elif right - left < _THIN < bottom - top:
        yield ((left + right) / 2, top), ((left + right) / 2, bottom)
