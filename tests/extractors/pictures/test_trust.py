"""When a recognised number is believed, and what is told by its shape."""

import numpy as np
import pytest

from extractors.documents.ocr_engine import Recognised
from extractors.documents.ocr_glyphs import CellLine
from extractors.documents.ocr_shapes import drawn_mark
from extractors.documents.ocr_trust import trusted
from extractors.numbers import parse_cell
from nianbao.domain.report import Status

SIZE = 30.0


def line(*widths: int, spoilt: bool = False, high: int = 22) -> CellLine:
    """A line of pieces of ink beside each other."""
    edges = [0]
    for width in widths:
        edges.append(edges[-1] + width + 4)
    boxes = [(left, 0, left + width, high) for left, width in zip(edges, widths, strict=False)]
    return CellLine((0, 0, edges[-1], high), SIZE, boxes, spoilt)


def said(text: str, *doubts: float) -> Recognised:
    return Recognised(text, doubts or (0.0,) * len(text))


SURE = said("12")


@pytest.mark.parametrize(
    ("first", "second", "at", "status"),
    [
        (SURE, SURE, line(8, 15), Status.NUMBER),
        (SURE, said("17"), line(8, 15), Status.UNREADABLE),
        (SURE, said(""), line(8, 15), Status.UNREADABLE),
        (said(""), said(""), line(15), Status.UNREADABLE),
        (said("12", 0.3, 0.0), said("12", 0.3, 0.0), line(8, 15), Status.UNREADABLE),
        (said("12", 0.3, 0.0), SURE, line(8, 15), Status.NUMBER),
        (said("11"), said("11"), line(30), Status.NUMBER),
        (said("11"), said("11"), line(60), Status.UNREADABLE),
        (SURE, SURE, line(8, 15, spoilt=True), Status.UNREADABLE),
        (said("0", 0.3), said("O", 0.3), line(15), Status.NUMBER),
        (said("O", 0.3), said("口", 0.3), line(15), Status.UNREADABLE),
        (said("无"), said("无"), line(26), Status.NONE_STATED),
    ],
    ids=[
        "both alike",
        "they differ",
        "one read nothing",
        "ink, but nothing read",
        "both in doubt",
        "one in doubt",
        "digits that touch",
        "more ink than digits",
        "ink that touches a rule, or a blot",
        "a ring is zero",
        "a ring or a box",
        "none stated",
    ],
)
def test_what_is_believed(first: Recognised, second: Recognised, at: CellLine, status: Status) -> None:
    """Two readings that agree, certain enough, with a piece of ink or room for every digit."""
    assert parse_cell(trusted(first, second, "", at)).status is status


def test_a_shape_that_contradicts_both_readings() -> None:
    """A slash that is twice taken for 1 is neither."""
    assert parse_cell(trusted(said("1"), said("1"), "/", line(10))).status is Status.UNREADABLE
    assert trusted(said("1"), said("/"), "/", line(10)) == "/"


@pytest.mark.parametrize(
    ("ink", "mark"),
    [
        ([(x, 10 + x // 20) for x in range(40)], "—"),
        ([(x, 10) for x in range(14)], "-"),
        ([(12 - y // 2, y) for y in range(24)], "/"),
        ([(5, y) for y in range(24)], ""),
        ([(x, 0) for x in range(12)] + [(12 - y // 2, y) for y in range(24)], ""),
    ],
    ids=["dash", "hyphen", "slash", "one", "seven"],
)
def test_marks_by_their_shape(ink: list[tuple[int, int]], mark: str) -> None:
    """A one stands upright, a seven has a bar."""
    page = np.zeros((40, 60), dtype=np.uint8)
    for x, y in ink:
        page[y : y + 2, x : x + 2] = 255
    down, across = np.nonzero(page)
    box = (int(across.min()), int(down.min()), int(across.max()) + 1, int(down.max()) + 1)
    assert drawn_mark(page, box, SIZE) == mark
