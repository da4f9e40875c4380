"""Where a heading may stand in the prose: every place that looks like one, before any is believed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice

from nianbao.domain.sections import SectionKind, heading_words, kind_of_heading

NUMERALS = {numeral: place for place, numeral in enumerate("一二三四五六七八九十", start=1)}
# A heading of its own is a short line; a longer one is a paragraph that opens with a numeral.
LONGEST_LINE = 60
# A quotation this far off has nothing to do with the heading.
QUOTE_REACH = 80
LINE = re.compile(r"(?P<numeral>[一二三四五六七八九十])\s?[、.．,，:：]\s*(?P<phrase>[^。；;！？]{2,60}?)[：:\s]*$")
MARKER = re.compile(
    r"(?<![第（(〇零一二三四五六七八九十百])(?P<numeral>[一二三四五六七八九十])\s{0,2}[、.．]\s{0,2}(?=[\u4e00-\u9fff])"
)
# A paragraph with more numerals than this is a list, not a report.
MOST_MARKERS = 3000
BOUNDARY = re.compile(r"[\s。；;！!？?|）)”]$|^$")
MENTION = re.compile(r"\s*[，,、；;”』」》中]")
OPENING, CLOSING = "“‘「『《〈", "”’」』》〉"


@dataclass(frozen=True, slots=True)
class Heading:
    """A place that looks like a heading: [start, end) in the joined text. `weight` says how much it looks so."""

    start: int
    end: int
    number: int
    kind: SectionKind
    text: str
    weight: int


@cache
def _phrase() -> re.Pattern[str]:
    """What a numeral may head inside running text: it ends where the vocabulary of headings ends."""
    words = heading_words()
    ender = "|".join(words.enders)
    connector = "|".join(words.connectors)
    word = "|".join((*words.enders, *words.words, *words.connectors))
    return re.compile(
        rf"(?P<phrase>[\u4e00-\u9fff]{{0,14}}?(?:(?:{word})\s?){{0,20}}?(?:{ender}))"
        rf"(?!{ender})(?!(?:{connector})(?:{word}))"
    )


def headings_in(paragraph: str, offset: int) -> Iterator[Heading]:
    """Every place of a paragraph that looks like a heading; `offset` is where the paragraph begins in the text."""
    line = _own_line(paragraph, offset)
    if line is not None:
        yield line
        return
    for marker in islice(MARKER.finditer(paragraph), MOST_MARKERS):
        heading = _inside(paragraph, marker, offset)
        if heading is not None:
            yield heading


def _own_line(paragraph: str, offset: int) -> Heading | None:
    """A paragraph that is a heading and nothing else."""
    body = paragraph.strip()
    match = LINE.match(body) if body[:1] in NUMERALS and len(body) <= LONGEST_LINE else None
    if match is None:
        return None
    begin = offset + paragraph.index(body)
    return _heading(begin, begin + len(body), match["numeral"], match["phrase"], weight=4)


def _inside(paragraph: str, marker: re.Match[str], offset: int) -> Heading | None:
    """A heading inside running text, unless it is quoted there."""
    phrase = _phrase().match(paragraph, marker.end())
    if phrase is None or _is_quoted(paragraph, marker.start(), phrase.end()):
        return None
    at_boundary = BOUNDARY.search(paragraph[max(0, marker.start() - 1) : marker.start()]) is not None
    is_mention = MENTION.match(paragraph, phrase.end()) is not None
    weight = (3 if at_boundary else 1) - (4 if is_mention else 0)
    start, end = offset + marker.start(), offset + phrase.end()
    return _heading(start, end, marker["numeral"], phrase["phrase"], weight)


def _heading(start: int, end: int, numeral: str, printed: str, weight: int) -> Heading | None:
    phrase = "".join(printed.split())
    kind, score = _kind_of(phrase)
    if kind is None:
        return None
    number = NUMERALS[numeral]
    in_place = 2 if kind.place == number else 0
    return Heading(start, end, number, kind, f"{numeral}、{phrase}", weight + min(score, 5) + in_place)


@lru_cache(maxsize=1024)
def _kind_of(phrase: str) -> tuple[SectionKind | None, int]:
    """The part that a phrase heads, and how strongly it says so; a row of a table heads none.

    The same six phrases head the parts of nearly all reports.
    """
    return (None, 0) if phrase.startswith(heading_words().table_rows) else kind_of_heading(phrase)


def _is_quoted(text: str, start: int, end: int) -> bool:
    before, after = text[max(0, start - QUOTE_REACH) : start], text[end : end + QUOTE_REACH]
    if before.endswith((*OPENING, '"', "'")):
        return True
    opened = max(before.rfind(mark) for mark in OPENING)
    closed = max(before.rfind(mark) for mark in CLOSING)
    return opened > closed and any(mark in after for mark in CLOSING)
