"""What stands in a ruled cell where the print leaves doubt: never a number that nobody printed."""

from collections.abc import Sequence

import pytest

from extractors.documents.pdf_cells import rows_of
from extractors.documents.pdf_geometry import Glyph, Rule, Rules
from extractors.documents.pdf_grid import Lattice, lattices_of
from extractors.documents.radicals import character
from extractors.numbers import parse_cell
from nianbao.domain.report import PageBox, Status

SIZE = 10.0


def printed(text: str, left: float, middle: float = 20.0) -> list[Glyph]:
    """Digits of half the width of a character, from a point on."""
    width = SIZE / 2
    return [Glyph(c, left + width * n, left + width * (n + 1), middle, SIZE) for n, c in enumerate(text) if c != " "]


@pytest.fixture
def lattice() -> Lattice:
    """Two cells side by side, 10 to 60 and 60 to 110; the rule above them is not drawn."""
    upright = tuple(Rule(at, 10.0, 50.0) for at in (10.0, 60.0, 110.0))
    (found,) = lattices_of(Rules((Rule(50.0, 10.0, 110.0),), upright))
    return found


@pytest.mark.parametrize(
    ("glyphs", "cells"),
    [
        (printed("12", 30), ["12", ""]),
        (printed("1 2", 30), ["1 2", ""]),
        (printed("12", 30, 15) + printed("34", 30, 30), ["12\n34", ""]),
        (printed("12345678", 15, 18) + printed("9", 32, 30), ["123456789", ""]),
        (printed("12345678", 15, 18) + printed("9", 32, 40), ["12345678\n9", ""]),
        (printed("12345678", 15, 18) + printed("123456789", 13, 30), ["12345678\n123456789", ""]),
        (printed("123456", 20, 18) + printed("9", 32, 30), ["123456\n9", ""]),
        (printed("123456", 45), ["123\n456", "123\n456"]),
        (printed("7", 30) + printed("7", 30.3), ["7", ""]),
        (printed("77", 30), ["77", ""]),
        (printed("9", 200), ["", ""]),
        (printed("1,234.5", 15), ["1,234.5", ""]),
    ],
    ids=[
        "number",
        "gap",
        "stacked",
        "wrapped",
        "full, but far apart",
        "full, but the second is longer",
        "room for one more",
        "across a rule",
        "printed twice",
        "twin digits",
        "outside",
        "separators",
    ],
)
def test_cells(lattice: Lattice, glyphs: Sequence[Glyph], cells: list[str]) -> None:
    """A number across a rule belongs to both cells and is read in neither."""
    (row,) = rows_of(lattice, glyphs, 3)
    assert [cell.text for cell in row.cells] == cells
    assert [cell.where for cell in row.cells] == [PageBox(3, (10, 10, 60, 50)), PageBox(3, (60, 10, 110, 50))]
    for text in cells:
        plain = "\n" not in text and " " not in text
        assert (parse_cell(text).status in (Status.NUMBER, Status.BLANK)) == plain


def test_radicals() -> None:
    """What looks like a character is that character; no other is touched."""
    assert "".join(map(character, "⼀、⽂件⻅于⻔户乾縣１")) == "一、文件见于门户乾縣１"
