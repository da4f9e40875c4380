"""Where full lines of running text begin and end, and so which line continues the one before."""

import re
from collections import Counter
from collections.abc import Sequence

from extractors.documents.pdf_lines import Line
from extractors.documents.pdf_prose import Printed

_FULL = 1.7  # sizes of print that a line may end ahead of the margin and still be a full one
_INDENTED = 0.8  # sizes of print from which on a line is indented
_INDENT = (1.2, 2.8)  # sizes of print that the first line of a paragraph is set in by
_SAME_PRINT = 1.2  # ratio of sizes from which on print is another
_SAME_EDGE = 0.7  # sizes of print that full lines end apart
_HEADING = re.compile(r"[一二三四五六七八九十]{1,3}\s?[、.．]|[(（][一二三四五六七八九十]{1,3}[)）]")
_SENTENCE_END = "。！？；：!?;:”）)"
_SHORT = 40  # characters; a heading is no longer


class Margins:
    """Where full lines begin and end. Pages may be shifted, but those of one format have one width of print.

    The body of the text decides, not its title; where no paragraph has a second line, the outlines of the tables do.
    """

    def __init__(self, pages: Sequence[Printed]) -> None:
        self._print = _body_print(pages)
        self._left = {page: self._left_of(page) for page in pages}
        self._widths: dict[int, float] = {}
        for name in {round(page.width) for page in pages}:
            self._widths[name] = self._width([page for page in pages if round(page.width) == name])

    def goes_on(self, before: Line, its_page: Printed, line: Line, page: Printed) -> bool:
        """Whether a line continues the one before: that is full, and this one neither indented nor of other print."""
        margin = self._left[its_page] + self._widths[round(its_page.width)]
        full = before.right > margin - _FULL * before.size
        indented = line.left - self._left[page] > _INDENTED * line.size
        alike = max(before.print, line.print) < _SAME_PRINT * min(before.print, line.print)
        return full and not indented and alike and not _opens(before, line)

    def _body(self, page: Printed) -> list[Line]:
        return [line for line in page.lines if line.print < _SAME_PRINT * self._print]

    def _left_of(self, page: Printed) -> float:
        lines = self._body(page) or list(page.lines)
        least = min((line.left for line in lines), default=0.0)
        if any(_is_indent(line.left - least, line.size) for line in lines):
            return least
        # No paragraph has a second line here: the lines are indented if a table begins that much further left.
        outer = (left for left, _ in page.sides if _is_indent(least - left, self._print))
        return min(outer, default=least)

    def _width(self, pages: Sequence[Printed]) -> float:
        # A heading that stands in the list of contents as well is one line.
        lines = {line.text: line.right - self._left[page] for page in pages for line in self._body(page)}
        widths = sorted(lines.values(), reverse=True)
        near = _SAME_EDGE * self._print
        ends_alike = (wide for place, wide in enumerate(widths[:-1]) if wide - widths[place + 1] <= near)
        if (full := next(ends_alike, None)) is not None:
            return max(full, widths[0] if widths[0] - full <= near else full)
        tables = (right - left for page in pages for left, right in page.sides)
        return max((*widths[:1], *tables), default=0.0)


def _is_indent(by: float, size: float) -> bool:
    return _INDENT[0] * size < by < _INDENT[1] * size


def _body_print(pages: Sequence[Printed]) -> float:
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            sizes[round(line.print, 1)] += len(line.glyphs)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _opens(before: Line, line: Line) -> bool:
    """Whether a numbered heading begins, behind the end of a sentence or another heading; or the text behind one."""
    heading = _HEADING.match(before.text) is not None and len(before.text) < _SHORT and "。" not in before.text
    if _HEADING.match(line.text) is not None:
        return heading or before.text[-1] in _SENTENCE_END
    # The second line of a heading begins at the margin, further left than its first one.
    return heading and before.text[-1] not in _SENTENCE_END and line.left > before.left - _INDENTED * line.size
