"""Rows of a table without rules: a line of values with the label beside it, on however many lines that is printed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extractors.documents.pdf_columns import Columns, overlap
from extractors.documents.pdf_geometry import Rule
from extractors.documents.pdf_words import Word, WordLine
from nianbao.domain.labels import is_numbered

_ONE_ROW = 0.9  # sizes of print; values that are nearer stand in one row
_WRAPPED = 1.8  # sizes of print; lines further apart are no wrapped label
_JUMP = 1.25  # how many times lines of two rows are further apart than those of one label
_REACH = 0.2  # sizes of print


@dataclass(slots=True)
class Band:
    """A row: its labels as blocks of lines, and what stands among the values. `bare`: a label across other rows.

    `torn`: values stand in it that may be of a neighbour.
    """

    middle: float
    labels: list[list[Word]] = field(default_factory=list)
    values: list[Word] = field(default_factory=list)
    bare: bool = False
    torn: bool = False

    def words(self) -> list[Word]:
        """All of it."""
        return [word for block in self.labels for word in block] + self.values


def bands_of(body: Sequence[WordLine], columns: Columns, flat: Sequence[Rule]) -> list[Band]:
    """The rows from top to bottom. Where print leaves open which row a value belongs to, both show it."""
    words = [word for line in body for word in line.words]
    slipped = {id(word) for line in body for word in _slipped(line, columns)}
    labels = [word for word in words if columns.is_label(word) and id(word) not in slipped]
    bands = _of_values([word for word in words if not columns.is_label(word) or id(word) in slipped])
    alone: list[Band] = []
    for block in _blocks(labels, bands, columns, flat):
        inside = [band for band in bands if _holds(block, band.middle)]
        if len(inside) == 1:
            inside[0].labels.append(block)
        else:
            alone.append(Band(_middle(block), [block], bare=len(inside) > 1 or not _is_last(block, columns)))
    if not labels:
        return bands
    rows = [*bands, *(band for band in alone if not band.bare)]
    rows = _labelled(sorted(rows, key=lambda band: band.middle), columns)
    return sorted((*rows, *(band for band in alone if band.bare)), key=lambda band: band.middle)


def _slipped(line: WordLine, columns: Columns) -> Iterator[Word]:
    """Values that stand where labels should, with other values and no label right of them."""
    behind = False
    for word in reversed(line.words):
        if not word.is_value:
            return
        if not columns.is_label(word):
            behind = True
        elif behind:
            yield word


def _of_values(words: Sequence[Word]) -> list[Band]:
    """Lines with values; other words among the values go to the nearest of them."""
    bands: list[Band] = []
    for word in sorted((word for word in words if word.is_value), key=lambda word: word.middle):
        if not bands or word.middle - bands[-1].values[-1].middle > _ONE_ROW * word.size:
            bands.append(Band(word.middle))
        bands[-1].values.append(word)
        bands[-1].middle = (bands[-1].values[0].middle + word.middle) / 2
    for word in words:
        if not word.is_value and bands:
            min(bands, key=lambda band: abs(band.middle - word.middle)).values.append(word)
    return bands


def _labelled(bands: Sequence[Band], columns: Columns) -> list[Band]:
    """The rows that have a label. One without may be the rest of a neighbour: its values stand in both of them.

    A label of a group that happens to stand beside it is none.
    """
    named = [any(_is_last(block, columns) for block in band.labels) for band in bands]
    for place, band in enumerate(bands):
        if not named[place]:
            above = next((other for other in reversed(range(place)) if named[other]), None)
            below = next((other for other in range(place + 1, len(bands)) if named[other]), None)
            for other in (above, below):
                if other is not None:
                    bands[other].values += band.values
                    bands[other].torn = bands[other].torn or bool(band.values)
    kept = [band for place, band in enumerate(bands) if named[place]]
    groups = [Band(band.middle, band.labels, bare=True) for place, band in enumerate(bands) if not named[place]]
    return [*kept, *(group for group in groups if group.labels)] if kept else list(bands)


def _is_last(block: Sequence[Word], columns: Columns) -> bool:
    """Whether a label stands in, or reaches into, the last column of labels, which names rows."""
    return not columns.labels or any(word.right > columns.labels[-1] for word in block)


def _middle(block: Sequence[Word]) -> float:
    return (block[0].middle + block[-1].middle) / 2


def _holds(block: Sequence[Word], at: float) -> bool:
    reach = (0.5 + _REACH) * block[0].size
    return block[0].middle - reach <= at <= block[-1].middle + reach


def _blocks(
    labels: Sequence[Word], bands: Sequence[Band], columns: Columns, flat: Sequence[Rule]
) -> Iterator[list[Word]]:
    """The labels, each with all its lines: those under each other that are nearer than the lines of two rows."""
    nearest = wrapped_pitch(labels, [band.middle for band in bands])
    blocks: list[list[Word]] = []
    for word in sorted(labels, key=lambda word: (word.middle, word.left)):
        held = [block for block in blocks if _goes_on(block, word, nearest, columns, flat)]
        if len(held) == 1:
            held[0].append(word)
        else:
            blocks.append([word])
    yield from blocks


def _goes_on(block: Sequence[Word], word: Word, nearest: float, columns: Columns, flat: Sequence[Rule]) -> bool:
    last = block[-1]
    if word.middle - last.middle < word.size / 2:
        return columns.label_column(word) == columns.label_column(last) and not is_numbered(word.text)
    line = [other for other in block if last.middle - other.middle < word.size / 2]
    under = any(overlap((other.left, other.right), (word.left, word.right)) for other in line)
    return under and word.middle - last.middle <= nearest and not _parted(last, word, flat)


def _parted(before: Word, word: Word, flat: Sequence[Rule]) -> bool:
    centre = (word.left + word.right) / 2
    return any(before.middle < rule.at < word.middle and rule.start <= centre <= rule.end for rule in flat)


def wrapped_pitch(labels: Sequence[Word], values: Sequence[float]) -> float:
    """How far apart the lines of one label are at most; 0 where every line has its own values, or nothing tells.

    `values`: the heights of the lines of values.
    """
    pitches: list[float] = []
    wrapped = False
    for pitch, above, below in _pitches(labels):
        pitches.append(pitch)
        own = all(any(abs(at - word.middle) < word.size / 2 for at in values) for word in (above, below))
        wrapped = wrapped or (not own and pitch < _WRAPPED * below.size)
    if not wrapped:
        return 0.0
    pitches.sort()
    jumps = ((narrow + wide) / 2 for narrow, wide in pairwise(pitches) if wide > _JUMP * narrow)
    return next(jumps, 0.0)


def _pitches(words: Sequence[Word]) -> Iterator[tuple[float, Word, Word]]:
    """How far each word stands below the nearest one above it, and both."""
    ordered = sorted(words, key=lambda word: word.middle)
    for place, word in enumerate(ordered):
        higher = (other for other in reversed(ordered[:place]) if word.middle - other.middle > word.size / 2)
        over = (other for other in higher if overlap((other.left, other.right), (word.left, word.right)))
        if (above := next(over, None)) is not None:
            yield word.middle - above.middle, above, word
