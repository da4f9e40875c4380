"""A page as the lines it prints, in one pass: it runs in the reactor, where no page may cost more than its size."""

import warnings
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from weakref import WeakKeyDictionary

from lxml import etree
from parsel import Selector

from crawler.text import squeezed

# Between these, text runs on: a title is shredded over them.
INLINE = frozenset({"span", "font", "b", "strong", "i", "em", "u", "sub", "sup", "o:p", "ins", "del"})
# A title in a link is that of another page; scripts and styles print nothing.
SKIPPED = frozenset({"a", "script", "style", "nav", "option"})
LONGEST_TITLE = 120
# Each page is looked at several times, by who asks for other things. So many trees are kept, none of a longer text.
KEPT_TREES, LONGEST_KEPT = 16, 250_000


class TooDeep(Exception):
    """A page nested deeper than libxml2 allows (256), which would be cut there in silence; raised by `page_tree`."""


def page_tree(text: str) -> Selector:
    """The page parsed, to be looked at only: who asks again for the same text may get the same tree. Raises TooDeep."""
    return _kept_tree(text) if len(text) <= LONGEST_KEPT else _tree(text)


def _tree(text: str) -> Selector:
    with warnings.catch_warnings():
        # parsel's only word on a tree that was cut.
        warnings.simplefilter("error", UserWarning)
        try:
            # Without a type parsel takes a text that JSON can read for JSON.
            return Selector(text, type="html", huge_tree=False)
        except UserWarning as cut:
            raise TooDeep("its elements are nested beyond reason: it was not read") from cut


_kept_tree = lru_cache(KEPT_TREES)(_tree)
_kept_lines: WeakKeyDictionary[Selector, tuple[str, ...]] = WeakKeyDictionary()


def printed_lines(page: Selector) -> tuple[str, ...]:
    """The text between block elements, without white space; empty lines left out."""
    lines = _kept_lines.get(page)
    if lines is None:
        lines = _kept_lines[page] = tuple(_lines(page.root))
    return lines


def title_lines(page: Selector) -> Iterator[str]:
    """The lines short enough to be a title, then neighbours put together: a title is broken over two lines too."""
    lines = [line for line in printed_lines(page) if len(line) <= LONGEST_TITLE]
    yield from dict.fromkeys(lines)
    yield from dict.fromkeys(
        first + second for first, second in pairwise(lines) if len(first + second) <= LONGEST_TITLE
    )


def _lines(root: etree._Element) -> Iterator[str]:
    line: list[str] = []
    skipped = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        starts = event == "start"
        if tag in SKIPPED:
            skipped += 1 if starts else -1
        if line and tag not in INLINE:
            if whole := squeezed("".join(line)):
                yield whole
            line.clear()
        said = element.text if starts and tag else element.tail if not starts else None
        if said and not skipped:
            line.append(said)
    if whole := squeezed("".join(line)):
        yield whole
