"""From the lines between tables to paragraphs: what the page wraps is joined, what it repeats on every page goes."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.documents.pdf_lines import Line, joined

_MARGIN = 0.12  # of the height of a page, at its top and at its foot: there stands what repeats
_PAGE_NUMBER = re.compile(
    r"[-—–―_·.\s]*(?:第|Page|P)?\s*\d{1,4}\s*页?(?:\s*(?:[/,，]|of|共)\s*共?\s*\d{1,4}\s*页?)?[-—–―_·.\s]*", re.I
)
_FULL = 1.7  # sizes of print that a line may end ahead of the margin and still be a full one
_INDENTED = 0.8  # sizes of print from which on a line is indented
_SAME_PRINT = 1.35  # ratio of sizes from which on print is another (letters and characters of one line differ less)


@dataclass(frozen=True, slots=True, eq=False)
class Printed:
    """The lines of one page that stand in no table, from the top."""

    width: float
    height: float
    lines: tuple[Line, ...]


def without_furniture(pages: Sequence[Printed]) -> list[Printed]:
    """The pages without page numbers, and without the lines in their margins that most of them share."""
    running = _running(pages)
    return [
        replace(page, lines=tuple(line for line in page.lines if not _is_furniture(line, page.height, running)))
        for page in pages
    ]


def _running(pages: Sequence[Printed]) -> frozenset[str]:
    """What stands in the margins of more than half of at least three pages, numbers aside."""
    seen = Counter(
        name for page in pages for name in {_shape(line) for line in page.lines if _in_margin(line, page.height)}
    )
    return frozenset(name for name, times in seen.items() if len(pages) > 2 and times > len(pages) / 2)


def _is_furniture(line: Line, height: float, running: frozenset[str]) -> bool:
    if not _in_margin(line, height):
        return False
    return _PAGE_NUMBER.fullmatch(line.text) is not None or _shape(line) in running


def _in_margin(line: Line, height: float) -> bool:
    return not _MARGIN * height < line.middle < (1 - _MARGIN) * height


def _shape(line: Line) -> str:
    return re.sub(r"\d+", "0", line.text)


class Margins:
    """Where full lines begin and end. Pages may be shifted, but those of one format have one width of print."""

    def __init__(self, pages: Sequence[Printed]) -> None:
        self._left = {page: min((line.left for line in page.lines), default=0.0) for page in pages}
        self._widths: dict[int, float] = {}
        for page in pages:
            widest = max((line.right - line.left for line in page.lines), default=0.0)
            self._widths[round(page.width)] = max(widest, self._widths.get(round(page.width), 0.0))

    def goes_on(self, before: Line, its_page: Printed, line: Line, page: Printed) -> bool:
        """Whether a line continues the one before: that is full, and this one neither indented nor of other print."""
        margin = self._left[its_page] + self._widths[round(its_page.width)]
        full = before.right > margin - _FULL * before.size
        indented = line.left - self._left[page] > _INDENTED * line.size
        alike = max(before.size, line.size) < _SAME_PRINT * min(before.size, line.size)
        return full and not indented and alike


def text_of(run: Sequence[Line]) -> str:
    """The text of lines that belong together."""
    return joined([line.text for line in run], between_numbers=" ")
