"""The last step of the readers whose formats mark no title: normalisation, and candidates for the title."""

from collections.abc import Iterator, Sequence

from extractors.documents.document import Document, Paragraph, Table
from extractors.documents.normal import normaliser
from extractors.documents.titles import title_candidates


def finished(kind: str, blocks: Sequence[Paragraph | Table]) -> Document:
    """The Document of its blocks, all text normalised as the whole of it needs."""
    normal = normaliser("\n".join(_texts(blocks)))
    whole = tuple(normal.block(block) if normal.changes else block for block in blocks)
    first = [text for block in whole[:20] for text in _lines(block)]
    return Document(kind=kind, blocks=whole, titles=title_candidates(first), mirrored=normal.mirrored)


def _lines(block: Paragraph | Table) -> Iterator[str]:
    """A block's texts; a title may stand in a table of the layout."""
    if isinstance(block, Paragraph):
        yield block.text
    else:
        yield from (cell.text for row in block.rows[:3] for cell in row.cells if cell.text)


def _texts(blocks: Sequence[Paragraph | Table]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.text
        else:
            yield from (cell.text for row in block.rows for cell in row.cells)
