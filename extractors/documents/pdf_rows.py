"""Rows without any value above or below the others, told from headings and text by the labels of forms."""

from collections.abc import Sequence
from functools import cache

from extractors.documents.pdf_words import WordLine
from nianbao.domain.forms import forms
from nianbao.domain.labels import label_form

_LINES = 3  # of one label at most


def lines_of_rows_below(lines: Sequence[WordLine], zone: float) -> int:
    """How many of the first lines are labels of rows of a form, left of `zone`, where values begin."""
    place = 0
    while sizes := [n for n in _sizes(lines[place:]) if _is_row(lines[place : place + n], zone)]:
        place += sizes[0]
    return place


def lines_of_rows_above(lines: Sequence[WordLine], zone: float) -> int:
    """How many of the last lines are labels of rows of a form, left of `zone`, where values begin."""
    place = len(lines)
    while sizes := [n for n in _sizes(lines[:place]) if _is_row(lines[place - n : place], zone)]:
        place -= sizes[0]
    return len(lines) - place


def _sizes(lines: Sequence[WordLine]) -> range:
    return range(1, min(_LINES, len(lines)) + 1)


def _is_row(lines: Sequence[WordLine], zone: float) -> bool:
    """Whether the lines are one label, or that and the label of its group beside it, and nothing else."""
    words = [word for line in lines for word in line.words]
    if any(word.is_value or word.right > zone for word in words):
        return False
    texts = ("".join(word.text for word in words), words[-1].text)
    return any(label_form(text) in _row_names() for text in texts)


@cache
def _row_names() -> frozenset[str]:
    """Every label of a row that any form prints."""
    tables = (table for form in forms().values() for table in form.tables.values())
    return frozenset(name for table in tables for name in table.row_names)
