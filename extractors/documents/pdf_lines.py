"""From glyphs to printed lines, and from lines to the text of a cell."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from extractors.documents.pdf_geometry import Glyph

_SAME_LINE = 0.5  # of the size of print: how far middles in one line lie apart
_GAP = 0.2  # of the size of print: white space that parts words and numbers


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line, left to right. `text` has a space where the print has a gap beside a letter or digit."""

    glyphs: tuple[Glyph, ...]
    text: str

    @property
    def left(self) -> float:
        """Where the line begins."""
        return self.glyphs[0].left

    @property
    def right(self) -> float:
        """Where the line ends."""
        return self.glyphs[-1].right

    @property
    def middle(self) -> float:
        """The height of the line."""
        return self.glyphs[0].middle

    @property
    def size(self) -> float:
        """The size of print, that of the smallest: letters and digits take more height than characters beside them."""
        return min(glyph.size for glyph in self.glyphs)

    @property
    def print(self) -> float:
        """The size of most of its characters; of letters and digits where it has no others."""
        sizes = Counter(round(glyph.size, 1) for glyph in self.glyphs if not glyph.text.isascii())
        return sizes.most_common(1)[0][0] if sizes else self.size


def lines_of(glyphs: Iterable[Glyph]) -> list[Line]:
    """The lines from top to bottom; a glyph that is printed twice for a bold look counts once."""
    lines: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: glyph.middle):
        if not lines or glyph.middle - lines[-1][0].middle > _SAME_LINE * min(glyph.size, lines[-1][0].size):
            lines.append([])
        lines[-1].append(glyph)
    return [line_of(line) for line in lines]


def line_of(glyphs: Iterable[Glyph]) -> Line:
    """The line that glyphs of one height make up."""
    row = tuple(_once(sorted(glyphs, key=lambda glyph: glyph.left)))
    return Line(row, "".join(_spaced(row)))


def _once(glyphs: Sequence[Glyph]) -> Iterator[Glyph]:
    last: Glyph | None = None
    for glyph in glyphs:
        doubled = last is not None and glyph.text == last.text
        if last is None or not (doubled and glyph.left - last.left < 0.3 * (last.right - last.left)):
            yield glyph
        last = glyph


def _spaced(glyphs: Sequence[Glyph]) -> Iterator[str]:
    for place, glyph in enumerate(glyphs):
        before = glyphs[place - 1] if place else None
        if before is not None and is_gap(before, glyph) and (before.text.isascii() or glyph.text.isascii()):
            yield " "
        yield glyph.text


def is_gap(before: Glyph, glyph: Glyph) -> bool:
    """Whether white space is printed between two neighbours of one line."""
    return glyph.left - before.right > _GAP * min(before.size, glyph.size)


def joined(lines: Sequence[str], between_numbers: str = "\n") -> str:
    """Wrapped lines as one text. Two numbers on top of each other stay apart: which they are, print does not say."""
    text = ""
    for line in lines:
        if text and _is_word(text[-1]) and _is_word(line[0]):
            text += between_numbers if text[-1].isdigit() and line[0].isdigit() else " "
        text += line
    return text


def _is_word(character: str) -> bool:
    return character.isdigit() or (character.isascii() and character.isalpha())
