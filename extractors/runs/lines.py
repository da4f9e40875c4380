"""From a table in running text to lines as a grid has them: a label, and the numbers behind it."""

from collections.abc import Iterator

from extractors.documents.document import Cell
from extractors.layout.segments import Segment
from extractors.rows import FigureLine
from extractors.runs.chains import Chain, Word
from extractors.runs.packed import Packed
from extractors.runs.vocabulary import is_annex_head, is_year_head, row_names, units, widths_of
from nianbao.domain.report import TextCell

_HEADS = 4  # as many words without numbers make a line of heads; fewer are group labels, each alone


def segment_of(chain: Chain, whole: Packed) -> Segment:
    """Table 2 or 3 of a text. Numbers with white space between all of them are cells, else all are one cell."""
    lines: list[FigureLine] = []
    heads: list[Cell] = []
    for word in chain.words:
        label = _cell(whole, word.start, word.end)
        if word.name not in row_names(chain.kind) or word.numbers_end == word.end:
            heads.append(label)
            continue
        lines += _headed(heads)
        heads = []
        values = tuple(numbers_behind(word, whole, widths_of(chain.kind, word.name)))
        lines.append(FigureLine((label,), values, cells=(label, *values)))
    return Segment(chain.kind, (*lines, *_headed(heads)), "")


def annex_segment(chain: Chain, whole: Packed) -> Segment:
    """An annex of a text: its heads on one line, then a label, its unit and its numbers on each."""
    first = next((place for place, word in enumerate(chain.words) if not is_annex_head(word.name)), 0)
    heads = tuple(_cell(whole, word.start, word.end) for word in chain.words[:first])
    columns = sum(is_year_head().fullmatch(word.name) is not None for word in chain.words[:first])
    lines = [FigureLine(heads, (), cells=heads)]
    row: list[Cell] = []
    for word in chain.words[first:]:
        if row and word.name not in units():
            lines.append(_annex_line(row))
            row = []
        row.append(_cell(whole, word.start, word.end))
        if word.numbers_end > word.end:
            row += numbers_behind(word, whole, frozenset((columns,)))
    return Segment(chain.kind, (*lines, _annex_line(row)), "")


def _annex_line(cells: list[Cell]) -> FigureLine:
    return FigureLine(tuple(cells[:1]), tuple(cells[1:]), cells=tuple(cells))


def numbers_behind(word: Word, whole: Packed, widths: frozenset[int]) -> Iterator[Cell]:
    """The cells behind a word: as many as white space makes, where that is the number of columns, else one."""
    printed = whole.printed(word.end, word.numbers_end).strip()
    parts = printed.split()
    where = _where(whole, word.end)
    yield from (Cell(part, where) for part in (parts if len(parts) in widths else [printed]))


def _headed(heads: list[Cell]) -> Iterator[FigureLine]:
    if len(heads) >= _HEADS:
        yield FigureLine(tuple(heads), (), cells=tuple(heads))
    else:
        yield from (FigureLine((head,), (), cells=(head,)) for head in heads)


def _cell(whole: Packed, start: int, end: int) -> Cell:
    return Cell(whole.printed(start, end), _where(whole, start))


def _where(whole: Packed, place: int) -> TextCell:
    """Where the paragraph of a place stands; only those of text files are searched."""
    paragraph, _ = whole.places[place]
    where = whole.paragraphs[paragraph].where
    return where if isinstance(where, TextCell) else TextCell(0, 0)
