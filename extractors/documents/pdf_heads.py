"""The heads of a table without rules: the lowest over each column, and what stands above them."""

from collections.abc import Iterator, Sequence

from extractors.documents.document import Cell, Row
from extractors.documents.pdf_columns import Columns, lowest
from extractors.documents.pdf_geometry import Box
from extractors.documents.pdf_lines import joined
from extractors.documents.pdf_words import Word, WordLine
from nianbao.domain.report import PageBox

_WRAPPED = 1.6  # sizes of print; heads further apart are two


def head_rows(heads: Sequence[WordLine], columns: Columns, page: int) -> Iterator[Row]:
    """A row of what stands over several columns, and one of the heads of labels and columns, left to right."""
    words = [word for line in heads for word in line.words]
    if not words:
        return
    low = [word for line in lowest(heads) for word in line.words]
    labels = [word for word in low if columns.is_label(word) and len(columns.under(word)) == 0]
    stacks = [_stack([w for w in words if columns.under(w) == [n]]) for n in range(len(columns.values))]
    used = {id(word) for stack in (labels, *stacks) for word in stack}
    above = sorted((word for word in words if id(word) not in used), key=lambda word: (word.middle, word.left))
    if above:
        yield Row(tuple(_cell([word], word.box, page) for word in above))
    yield Row((*_label_cells(labels, page), *_leaves(stacks, columns, page)))


def _stack(words: Sequence[Word]) -> list[Word]:
    """The lines of the lowest head over a column."""
    found: list[Word] = []
    for word in sorted(words, key=lambda word: -word.middle):
        if found and found[-1].middle - word.middle > _WRAPPED * word.size:
            break
        found.append(word)
    return found[::-1]


def _label_cells(words: Sequence[Word], page: int) -> Iterator[Cell]:
    """Heads over labels; those under each other are one."""
    left: list[Word] = sorted(words, key=lambda word: word.left)
    while left:
        first = left[0]
        held = [word for word in left if word.left < first.right]
        yield _cell(sorted(held, key=lambda word: word.middle), first.box, page)
        left = [word for word in left if word not in held]


def _leaves(stacks: Sequence[Sequence[Word]], columns: Columns, page: int) -> Iterator[Cell]:
    for (left, right), stack in zip(columns.values, stacks, strict=True):
        if stack:
            yield _cell(stack, (left, stack[0].box[1], right, stack[-1].box[3]), page)


def _cell(words: Sequence[Word], box: Box, page: int) -> Cell:
    left, top, right, bottom = (round(edge, 1) for edge in box)
    return Cell(joined([word.text for word in words]), PageBox(page, (left, top, right, bottom)))
