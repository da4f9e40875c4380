"""A document as paragraphs and tables in reading order, whatever format it came in."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from nianbao.domain.records import record
from nianbao.domain.report import Where


@record(frozen=True, slots=True)
class Cell:
    """A printed cell. `text` keeps a line break where the page starts a new block. In a flattened text `bars` counts
    the `|` of its line: one a column, so that more than one stand for empty columns at the end of the row."""

    text: str
    where: Where
    bars: int = 0


@record(frozen=True, slots=True)
class Row:
    """The cells that begin in one row, left to right; cells that reach in from above are not repeated."""

    cells: tuple[Cell, ...]


@record(frozen=True, slots=True)
class Table:
    """A table that holds no table. `heading` is the paragraph ahead of it; `flattened`: one cell a line of text."""

    rows: tuple[Row, ...]
    heading: str = ""
    flattened: bool = False


@record(frozen=True, slots=True)
class Paragraph:
    """Running text between two breaks. `where`: its place, in formats that give running text one."""

    text: str
    where: Where | None = None


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Document:
    """What a reader of one format hands on. All text is simplified and free of annotations; `mirrored` says how the
    source was not: in traditional script, or with pinyin between the characters. `behind` is the whole again with what
    the page's style hides, empty where it hides nothing. `recognised`: read from a picture, in whole or in part."""

    kind: str
    blocks: tuple[Block, ...]
    titles: tuple[str, ...]
    behind: tuple[Block, ...] = ()
    meta: Mapping[str, str] = field(default_factory=dict)
    mirrored: str = ""
    recognised: bool = False

    def tables(self) -> tuple[Table, ...]:
        """The tables in reading order."""
        return tuple(block for block in self.blocks if isinstance(block, Table))
