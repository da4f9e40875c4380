"""Columns of a table without rules, from what stands under each other in its rows and heads."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from extractors.documents.pdf_geometry import Rule
from extractors.documents.pdf_words import Word, WordLine

_TOUCH = 0.1  # points; words that overlap, or touch, stand in one column
_MANY = 8  # lines from which on a few may reach over several columns of labels
_SPANNING = 0.25  # of the lines
_ONE_HEAD = 1.6  # sizes of print; lines of heads further apart are of two
_SLIPPED = 8  # rows at most whose first value has slipped under labels; more make a column
_CORRIDOR = 0.3  # sizes of print that columns of labels are apart

Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Columns:
    """`values`: the columns of values, left to right; `labels`: where columns of labels begin, the first nowhere."""

    values: tuple[Span, ...]
    labels: tuple[float, ...]
    first_value: float

    def is_label(self, word: Word) -> bool:
        """Whether a word stands left of all values."""
        return (word.left + word.right) / 2 < self.first_value

    def under(self, word: Word) -> list[int]:
        """Places of the columns of values that a word stands over or in."""
        return [place for place, span in enumerate(self.values) if overlap((word.left, word.right), span)]

    def label_column(self, word: Word) -> int:
        """The column of labels in which a word begins."""
        return sum(start <= word.left + _TOUCH for start in self.labels)


def overlap(one: Span, other: Span) -> bool:
    """Whether two spans have more than an edge in common."""
    return min(one[1], other[1]) - max(one[0], other[0]) > _TOUCH


def columns_of(heads: Sequence[WordLine], body: Sequence[WordLine], upright: Sequence[Rule]) -> Columns:
    """The columns of rows under their heads. A column without any value is found by its head alone."""
    first = first_value_of(body)
    valued = [line for line in body if line.is_valued or all(word.is_value for word in line.words)]
    spans = _joined([(word.left, word.right) for line in valued for word in line.words if word.left >= first], upright)
    over = [word for line in lowest(heads) for word in line.words if word.right > first]
    spare = [(w.left, w.right) for w in over if not any(overlap((w.left, w.right), span) for span in spans)]
    values = tuple(sorted((*spans, *(span for span in _joined(spare, upright) if _is_leaf(span, over)))))
    return Columns(values, tuple(_label_starts(body, first)), first)


def lowest(heads: Sequence[WordLine]) -> Sequence[WordLine]:
    """The last lines of heads that are as near to each other as those of one head."""
    start = len(heads)
    while start and (start == len(heads) or _are_near(heads[start - 1], heads[start])):
        start -= 1
    return heads[start:]


def _are_near(above: WordLine, below: WordLine) -> bool:
    return below.middle - above.middle <= _ONE_HEAD * below.line.print


def first_value_of(body: Iterable[WordLine]) -> float:
    """Where the first column of values begins: right of labels, or at the first value where there are none.

    A value that stands where more rows have their labels has slipped out of its column, and tells nothing.
    """
    starts: list[Word] = []
    labels: list[Word] = []
    for line in body:
        if line.is_valued:
            label = next((place for place, word in enumerate(line.words) if not word.is_value), -1)
            starts += [word for word in line.words[label + 1 :] if word.is_value][:1]
            labels += line.words[label : label + 1] if label >= 0 else ()
    starts.sort(key=lambda word: word.left)
    slipped = takewhile(lambda word: _has_slipped(word, starts, labels), starts[:-1][:_SLIPPED])
    return next((word.left for word in starts[sum(1 for _ in slipped) :]), 0.0)


def _has_slipped(value: Word, starts: Sequence[Word], labels: Sequence[Word]) -> bool:
    under = (value.left, value.right)
    alike = sum(overlap(under, (word.left, word.right)) for word in starts)
    return sum(word.left < value.left and value.right < word.right for word in labels) > alike


def _is_leaf(span: Span, heads: Sequence[Word]) -> bool:
    """Whether no other head stands below one: only the lowest heads a column."""
    lowest = max(word.middle for word in heads if overlap((word.left, word.right), span))
    return all(word.middle <= lowest + word.size / 2 or not overlap((word.left, word.right), span) for word in heads)


def _joined(spans: Iterable[Span], upright: Sequence[Rule]) -> list[Span]:
    found: list[Span] = []
    for start, end in sorted(spans):
        ruled = any(found and found[-1][1] - _TOUCH < rule.at < start + _TOUCH for rule in upright)
        if found and start < found[-1][1] - _TOUCH and not ruled:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def _label_starts(body: Sequence[WordLine], first_value: float) -> Iterator[float]:
    """Where columns of labels begin behind the first: right of corridors that few lines reach over."""
    words = [word for line in body for word in line.words if (word.left + word.right) / 2 < first_value]
    lines = len({word.middle for word in words})
    allowed = _SPANNING * lines if lines >= _MANY else 0
    edges = sorted({edge for word in words for edge in (word.left, word.right)})
    open_since: float | None = None
    for start, end in pairwise(edges):
        covering = sum(word.left < end and start < word.right for word in words)
        if covering <= allowed:
            open_since = start if open_since is None else open_since
            continue
        wide = _CORRIDOR * min(word.size for word in words)
        if open_since is not None and start - open_since > wide:
            # Of units, 人次 begins ahead of 条: few lines that begin within the corridor are of the column behind it.
            yield min((w.left for w in words if open_since + wide < w.left <= start < w.right), default=start)
        open_since = None
