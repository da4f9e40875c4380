"""Paragraphs as one string without white space and in half width, and the way back to each paragraph."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.documents.document import Paragraph

HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


@dataclass(frozen=True, slots=True)
class Packed:
    """`text`: what is printed in the paragraphs, packed; `places`: paragraph and place in it of each character."""

    text: str
    places: Sequence[tuple[int, int]]
    paragraphs: Sequence[Paragraph]

    def printed(self, start: int, end: int) -> str:
        """A stretch as printed, with its white space; a break between paragraphs is a line break."""
        if end <= start:
            return ""
        (first, at), (last, to) = self.places[start], self.places[end - 1]
        if first == last:
            return self.paragraphs[first].text[at : to + 1]
        between = [paragraph.text for paragraph in self.paragraphs[first + 1 : last]]
        return "\n".join([self.paragraphs[first].text[at:], *between, self.paragraphs[last].text[: to + 1]])


def packed(paragraphs: Sequence[Paragraph]) -> Packed:
    """All paragraphs, one behind the other."""
    places = [
        (number, place)
        for number, paragraph in enumerate(paragraphs)
        for place, character in enumerate(paragraph.text)
        if not character.isspace() and unicodedata.category(character) != "Cf"
    ]
    text = "".join(paragraphs[number].text[place] for number, place in places)
    return Packed(text.translate(HALF_WIDTH), places, paragraphs)


def without(whole: Packed, stretches: Sequence[tuple[int, int]]) -> list[str]:
    """The paragraphs' texts less some stretches of the packed text, in reading order."""
    texts = [paragraph.text for paragraph in whole.paragraphs]
    for start, end in sorted(stretches, reverse=True):
        (first, at), (last, to) = whole.places[start], whole.places[end - 1]
        if first == last:
            texts[first] = f"{texts[first][:at]}\n{texts[first][to + 1 :]}"
            continue
        texts[first] = texts[first][:at]
        texts[last] = texts[last][to + 1 :]
        texts[first + 1 : last] = [""] * (last - first - 1)
    return [text for whole_text in texts for text in whole_text.split("\n") if text.strip()]
