"""From printed lines to words: runs of characters with white space, or a ruling line, on either side."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.documents.pdf_geometry import Box, Glyph, Rule
from extractors.documents.pdf_lines import Line, line_of
from extractors.documents.pdf_values import may_be_value

_APART = 0.5  # of the size of print: white space between words of different columns


@dataclass(frozen=True, slots=True)
class Word:
    """Characters of one line without white space between them; `is_value`: it may be the content of a figure's cell."""

    text: str
    left: float
    right: float
    middle: float
    size: float
    is_value: bool

    @property
    def box(self) -> Box:
        """Its outline."""
        return self.left, self.middle - self.size / 2, self.right, self.middle + self.size / 2


@dataclass(frozen=True, slots=True)
class WordLine:
    """A printed line as its words, left to right."""

    line: Line
    words: tuple[Word, ...]

    @property
    def middle(self) -> float:
        """The height of the line."""
        return self.line.middle

    @property
    def is_valued(self) -> bool:
        """Whether it reads as a row of figures: a value right of a label, or several values."""
        values = [place for place, word in enumerate(self.words) if word.is_value]
        return len(values) > 1 or any(not word.is_value for place in values for word in self.words[:place])


def worded(lines: Sequence[Line], upright: Sequence[Rule]) -> list[WordLine]:
    """The lines as words; a vertical rule parts words as white space does."""
    return [WordLine(line, tuple(_words(line, upright))) for line in lines]


def _words(line: Line, upright: Sequence[Rule]) -> Iterator[Word]:
    run: list[Glyph] = []
    for glyph in line.glyphs:
        if run and _are_apart(run[-1], glyph, upright):
            yield _word(run)
            run = []
        run.append(glyph)
    if run:
        yield _word(run)


def _are_apart(before: Glyph, glyph: Glyph, upright: Sequence[Rule]) -> bool:
    if glyph.left - before.right > _APART * min(before.size, glyph.size):
        return True
    return any(rule.start <= glyph.middle <= rule.end and before.centre < rule.at < glyph.centre for rule in upright)


def _word(glyphs: Sequence[Glyph]) -> Word:
    line = line_of(glyphs)
    return Word(line.text, line.left, line.right, line.middle, line.print, may_be_value(line.text))
