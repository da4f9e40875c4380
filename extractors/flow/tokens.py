"""A document as one stream of tokens in the order in which it is read: labels, prints, units, and where lines end."""

from collections.abc import Iterable, Iterator, Sequence
from enum import Enum, auto
from functools import lru_cache
from typing import NamedTuple

from extractors.documents.document import Block, Table
from extractors.flow.prints import UNITS, printed
from nianbao.domain.labels import compact, is_numbering
from nianbao.domain.report import Status, Where

_PROSE = 100  # characters; the longest label of any form has 45


class Kind(Enum):
    """What a token is by its own text: words, something printed, nothing, or a unit alone."""

    LABEL = auto()
    PRINT = auto()
    BLANK = auto()
    UNIT = auto()


class Token(NamedTuple):
    """One cell as it stands in the file, once, however far it reaches; or a paragraph, which has no place.

    `ends`: a line ends behind it. `where` is carried along for whom to tell, and never read here.
    """

    text: str
    kind: Kind
    where: Where | None
    ends: bool


def stream_of(blocks: Sequence[Block]) -> list[Token]:
    """The tokens of a document's blocks in reading order."""
    return list(_numbered(_tokens(blocks)))


def _tokens(blocks: Iterable[Block]) -> Iterator[Token]:
    for block in blocks:
        if isinstance(block, Table):
            for row in block.rows:
                for place, cell in enumerate(row.cells, 1):
                    ends = cell.bars > 1 if block.flattened else place == len(row.cells)
                    yield Token(cell.text, kind_of(cell.text), cell.where, ends)
        else:
            yield Token(block.text if len(block.text) <= _PROSE else "", Kind.LABEL, None, True)


@lru_cache(maxsize=8192)
def kind_of(text: str) -> Kind:
    """What a cell is by its text alone."""
    content = printed(text)
    if content.status is Status.BLANK:
        return Kind.BLANK
    if content.words:
        return Kind.UNIT if compact(text) in UNITS else Kind.LABEL
    return Kind.PRINT


def _numbered(tokens: Iterable[Token]) -> Iterator[Token]:
    """A label's number in a cell of its own belongs to the label behind it."""
    number: Token | None = None
    for token in tokens:
        if number is not None:
            joined = token.kind is Kind.LABEL and token.where is not None
            if joined:
                yield token._replace(text=number.text + token.text)
            else:
                yield from (number, token)
            number = None
        elif token.where is not None and not token.ends and token.text and is_numbering(token.text):
            number = token
        else:
            yield token
    if number is not None:
        yield number
