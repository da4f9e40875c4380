"""Lines that may be the title of a document that does not mark it: the first short ones, alone and together."""

from collections.abc import Iterator, Sequence
from itertools import takewhile

_SHORT = 80  # characters; the longest real title has about 50
_FIRST = 15  # paragraphs; a cover or a letterhead stands ahead of the title
_MOST = 3  # lines that one title is printed on


def title_candidates(paragraphs: Sequence[str]) -> tuple[str, ...]:
    """Where a title is printed on several lines, the joined lines come ahead of the line that is a title alone.

    淮安市洪泽区人民政府 / 2024年政府信息公开工作年度报告: the second line alone names nobody.
    """
    return tuple(_candidates(list(takewhile(lambda text: len(text) <= _SHORT, paragraphs[:_FIRST]))))


def _candidates(lines: Sequence[str]) -> Iterator[str]:
    for start in range(len(lines)):
        yield lines[start]
        for count in range(2, _MOST + 1):
            if start + count <= len(lines):
                yield "".join(lines[start : start + count])
