"""Sentences made ready for the claim patterns: half-width signs, no white space, and the way back to the text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
# No sentence of a report is longer; what is longer is no sentence, and is cut.
SENTENCE = re.compile(r"[^。！？!?]{1,1500}[。！？!?]?")
TITLE = re.compile(r"《[^《》]{1,100}》|〈[^〈〉]{1,100}〉|〔[0-9]{4}〕")
# A part of a section begins with （一）; 第二十条第（一）项 and a quoted row of the form do not.
PART = re.compile(r"(?<![第“\"「『、和及至])(?=[(（][一二三四五六七八九十]{1,2}[)）](?!项))")
SUBHEADING = re.compile(r"\s*(?:[(（][一二三四五六七八九十]{1,2}[)）]|\d{1,2}[.、．])")
CLAUSE_END = re.compile(r"[,;。！!？?()]")


@dataclass(frozen=True)
class Sentence:
    """One sentence as printed, and `packed`: the same half-width, without white space, titles in 《》 blacked out."""

    printed: str
    opens_part: bool

    @cached_property
    def packed(self) -> str:
        """The form that patterns are matched against: a character of it is a character of the text."""
        text = "".join(self.printed.split()).translate(HALF_WIDTH)
        return TITLE.sub(lambda title: "〓" * len(title[0]), text)

    @cached_property
    def _places(self) -> list[int]:
        """Place in `packed` -> place in `printed`."""
        return [place for place, character in enumerate(self.printed) if not character.isspace()]

    def clause_start(self, place: int) -> int:
        """Where the clause begins that holds a place of `packed`; a bracket closed ahead of the place is part of it."""
        opened = self.packed.rfind("(", 0, place)
        if opened < self.packed.rfind(")", 0, place):
            opened = -1
        return max(opened, *(self.packed.rfind(mark, 0, place) for mark in ",;")) + 1

    def clause_end(self, place: int) -> int:
        """Where the clause ends that holds a place of `packed`."""
        match = CLAUSE_END.search(self.packed, place)
        return match.start() if match else len(self.packed)

    def printed_between(self, start: int, end: int) -> str:
        """The text as printed, of a stretch of `packed`, on one line."""
        return "".join(self.printed[self._places[start] : self._places[end - 1] + 1].splitlines())


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences of a section in reading order; `opens_part` where one begins with （一） or 1."""
    for part in PART.split(text):
        for match in SENTENCE.finditer(part):
            yield Sentence(match[0], SUBHEADING.match(match[0]) is not None)
