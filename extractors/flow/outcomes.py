"""Table 4 out of the stream: its words, then fifteen cells, or the word of a block and five."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from extractors.flow.found import Found
from extractors.flow.phrases import Phrase
from extractors.flow.tokens import Kind, Token
from nianbao.domain.forms import Grid, Line, forms
from nianbao.domain.labels import label_form

_SHORTEST = 2  # characters that heads are cut to
_LONGEST = 40  # characters of a heading; what is longer is prose
_PARTS = re.compile("[()（）]")


def read_outcomes(phrases: Sequence[Phrase]) -> Found:
    """The blocks that the words ahead of the cells name, in their order."""
    found = Found("t4")
    grid = _grid()
    blocks: list[Line] = []
    heads: list[str] = []
    for phrase in phrases:
        for token in phrase.labels:
            word = _word(token.text)
            if isinstance(word, Line):
                blocks += [word] if word not in blocks[-1:] else []
            elif word:
                heads.append(word)
            elif token.text and token.where is None:
                heads = []
        if blocks and len(phrase.cells) == len(grid.columns) * len(blocks) and not _is_padding(phrase, heads):
            _lay(found, grid, blocks, heads, phrase.cells)
            blocks, heads = [], []
    return found


@cache
def _grid() -> Grid:
    """Table 4, which is alike in all forms that have it."""
    return next(form.tables["t4"].grids[0] for form in forms().values() if "t4" in form.tables)


@lru_cache(maxsize=8192)
def _word(text: str) -> Line | str | None:
    """The block that a word, or a part of it between brackets, names: 行政诉讼（未经复议直接起诉）; or the first
    characters of an outcome, as it is printed."""
    parts = (text, *_PARTS.split(text)) if len(text) <= _LONGEST else ()
    for part in parts:
        if (block := _grid().row_by_name.get(label_form(part))) is not None:
            return block
    name = label_form(text)
    outcome = len(name) >= _SHORTEST and any(label_form(c.label).startswith(name) for c in _grid().columns)
    return name if outcome else None


def _is_padding(phrase: Phrase, heads: Sequence[str]) -> bool:
    """Empty cells ahead of the last outcome are those that a block's word reaches over."""
    return len(heads) < len(phrase.cells) and all(cell.kind is Kind.BLANK for cell in phrase.cells)


def _lay(found: Found, grid: Grid, blocks: Sequence[Line], heads: Sequence[str], cells: Sequence[Token]) -> None:
    width = len(grid.columns)
    order = _order(grid, heads, len(blocks))
    if len(set(blocks)) < len(blocks) or order is None or any(cell.kind is Kind.UNIT for cell in cells):
        return
    for place, block in enumerate(blocks):
        part = slice(place * width, (place + 1) * width)
        found.row(block, order[part], cells[part])


def _order(grid: Grid, heads: Sequence[str], blocks: int) -> tuple[Line, ...] | None:
    """The outcome of each cell: the form's, which cut heads confirm; as printed where all are whole; else null."""
    columns = grid.columns * blocks
    if all(label_form(column.label).startswith(head) for head, column in zip(heads, columns, strict=False)):
        return columns
    by_name = {label_form(column.label): column for column in grid.columns}
    printed = tuple(by_name[head] for head in heads if head in by_name)
    width = len(grid.columns)
    groups = [set(printed[start : start + width]) for start in range(0, len(printed), width)]
    whole = len(printed) == len(columns) and all(group == set(grid.columns) for group in groups)
    return printed if whole else None
