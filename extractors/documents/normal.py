"""Normalisation of a document's text: pinyin out, then traditional to simplified. Nothing else is altered."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

from extractors.documents.annotations import TONE, strip_pinyin
from extractors.documents.document import Cell, Paragraph, Row, Table
from extractors.documents.script import changing, is_traditional, simplify


@dataclass(frozen=True, slots=True)
class Normal:
    """What has to be done to every text of one document, and why (`mirrored`, empty where nothing has)."""

    steps: tuple[Callable[[str], str], ...]
    mirrored: str

    @property
    def changes(self) -> bool:
        """Whether anything is done at all."""
        return bool(self.steps)

    def __call__(self, text: str) -> str:
        """The text, normalised."""
        for step in self.steps:
            text = step(text)
        return text

    def block(self, block: Paragraph | Table) -> Paragraph | Table:
        """A paragraph or table, normalised cell by cell; places stay."""
        if isinstance(block, Paragraph):
            return replace(block, text=self(block.text))
        return replace(block, rows=tuple(map(self._row, block.rows)), heading=self(block.heading))

    def _row(self, row: Row) -> Row:
        return Row(tuple(self._cell(cell) for cell in row.cells))

    def _cell(self, cell: Cell) -> Cell:
        return replace(cell, text=self(cell.text)) if cell.text else cell


def normaliser(text: str) -> Normal:
    """What a document needs, decided on its whole text once."""
    if not _odd().search(text):
        return Normal((), "")
    steps: list[Callable[[str], str]] = []
    said: list[str] = []
    plain = strip_pinyin(text)
    if plain != text:
        # decided on the whole page: a cell alone may hold too few annotations to tell
        steps.append(_strip_all)
        said.append("annotated with pinyin")
    if is_traditional(plain):
        steps.append(simplify)
        said.append("in traditional script")
    return Normal(tuple(steps), " and ".join(said))


@cache
def _odd() -> re.Pattern[str]:
    """A toned letter or a traditional character: nearly all pages have neither, and are searched once for both."""
    return re.compile(f"{TONE.pattern}|{changing().pattern}")


def _strip_all(text: str) -> str:
    return strip_pinyin(text, certain=True)
