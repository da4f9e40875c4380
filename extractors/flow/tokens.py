"""A document as one stream of tokens in the order in which it is read: labels, prints, units, and where lines end."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from enum import Enum, auto
from functools import lru_cache

from extractors.documents.document import Block, Cell, Table
from extractors.flow.prints import UNITS, printed
from nianbao.domain.labels import compact, is_numbering
from nianbao.domain.records import record
from nianbao.domain.report import Status, Where

_PROSE = 100  # characters; the longest label of any form has 45


class Kind(Enum):
    """What a token is by its own text: words, something printed, nothing, or a unit alone."""

    LABEL = auto()
    PRINT = auto()
    BLANK = auto()
    UNIT = auto()


@record(frozen=True, slots=True)
class Token:
    """One cell as it stands in the file, once, however far it reaches; or a paragraph, which has no place.

    `ends`: a line ends behind it. `where` is carried along for whom to tell, and never read here.
    """

    text: str
    kind: Kind
    where: Where | None
    ends: bool


def stream_of(blocks: Sequence[Block]) -> list[Token]:
    """The tokens of a document's blocks in reading order."""
    tokens: list[Token] = []
    for block in blocks:
        if isinstance(block, Table):
            for row in block.rows:
                tokens += _in_row(row.cells, block.flattened)
        else:
            tokens.append(Token(block.text if len(block.text) <= _PROSE else "", Kind.LABEL, None, True))
    # In most reports no number stands in a cell of its own.
    return list(_numbered(tokens)) if any(map(is_numbering, [token.text for token in tokens])) else tokens


def _in_row(cells: Sequence[Cell], flattened: bool) -> list[Token]:
    """The tokens of a row; in a flattened table a line ends where bars follow each other, else behind the last."""
    last = len(cells) - 1
    return [
        Token(cell.text, kind_of(cell.text), cell.where, cell.bars > 1 if flattened else place == last)
        for place, cell in enumerate(cells)
    ]


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
                yield replace(token, text=number.text + token.text)
            else:
                yield from (number, token)
            number = None
        elif token.where is not None and not token.ends and token.text and is_numbering(token.text):
            number = token
        else:
            yield token
    if number is not None:
        yield number
