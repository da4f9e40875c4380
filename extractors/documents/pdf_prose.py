"""From the lines between tables to paragraphs: what the page wraps is joined, what it repeats on every page goes."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.documents.pdf_lines import Line, joined

_MARGIN = 0.12  # of the height of a page, at its top and at its foot: there stands what repeats
_PAGE_NUMBER = re.compile(
    r"[-—–―_·.\s]*(?:第|Page|P)?\s*\d{1,4}\s*页?(?:\s*(?:[/,，]|of|共)\s*共?\s*\d{1,4}\s*页?)?[-—–―_·.\s]*", re.I
)
_SAME_PLACE = 2.0  # points that a running head may stand higher or lower on the other of two pages
_NEAR = 1.3  # sizes of print; lines of one cell are no further apart
_MOST = 2000  # shapes of lines that are remembered


@dataclass(frozen=True, slots=True, eq=False)
class Printed:
    """The lines of one page that stand in no table, from the top; `sides`: left and right of each of its tables."""

    width: float
    height: float
    lines: tuple[Line, ...]
    sides: tuple[tuple[float, float], ...] = ()


def without_furniture(pages: Sequence[Printed]) -> list[Printed]:
    """The pages without page numbers, and without the lines in their margins that most of them share."""
    running = _running(pages)
    return [replace(page, lines=tuple(_text_lines(page, running))) for page in pages]


def _text_lines(page: Printed, running: frozenset[str]) -> Iterator[Line]:
    """The lines that are text. What stands as near to one as the next line of a cell belongs to it: a number in the
    first row of a page is no page number."""
    kept = [line for line in page.lines if not _is_furniture(line, page.height, running)]
    for line in page.lines:
        if any(other is line or abs(other.middle - line.middle) <= _NEAR * line.print for other in kept):
            yield line


def _running(pages: Sequence[Printed]) -> frozenset[str]:
    """What stands in the margins of more than half of the pages, numbers aside; of two pages at the same height."""
    seen = Counter(
        name for page in pages for name in {_shape(line) for line in page.lines if _in_margin(line, page.height)}
    )
    names = (name for name, times in seen.most_common(_MOST) if times > len(pages) / 2)
    return frozenset(name for name in names if len(pages) > 2 or (len(pages) == 2 and _stands_still(name, pages)))


def _stands_still(name: str, pages: Sequence[Printed]) -> bool:
    heights = [[line.middle for line in page.lines if _shape(line) == name] for page in pages]
    return all(any(abs(at - other) < _SAME_PLACE for other in heights[1]) for at in heights[0])


def _is_furniture(line: Line, height: float, running: frozenset[str]) -> bool:
    if not _in_margin(line, height):
        return False
    return _PAGE_NUMBER.fullmatch(line.text) is not None or _shape(line) in running


def _in_margin(line: Line, height: float) -> bool:
    return not _MARGIN * height < line.middle < (1 - _MARGIN) * height


def _shape(line: Line) -> str:
    return re.sub(r"\d+", "0", line.text)


def text_of(run: Sequence[Line]) -> str:
    """The text of lines that belong together."""
    return joined([line.text for line in run], between_numbers=" ")
