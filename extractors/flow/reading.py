"""All tables of a document, read out of its stream."""

from collections.abc import Mapping, Sequence

from extractors.documents.document import Block, Document
from extractors.flow.annexes import read_annex
from extractors.flow.found import FlowCell
from extractors.flow.matrix import read_matrix
from extractors.flow.outcomes import read_outcomes
from extractors.flow.phrases import phrases_of
from extractors.flow.tokens import stream_of

__all__ = ["FlowCell", "read_flow"]


def read_flow(document: Document, year: int | None) -> Mapping[str, FlowCell]:
    """Figure key -> cell, of all that is seen; where that holds no table of a form, of what is hidden as well.

    `year` is that of the report: an annex's column of another year is not its figures. What is not read without
    doubt is not there.
    """
    return _cells(document.blocks, year) or _cells(document.behind, year)


def _cells(blocks: Sequence[Block], year: int | None) -> dict[str, FlowCell]:
    phrases = list(phrases_of(stream_of(blocks)))
    read = (read_matrix("t2", phrases), read_matrix("t3", phrases), read_outcomes(phrases), read_annex(phrases, year))
    return {key: cell for found in read for key, cell in found.cells.items()}
