"""The numbers that Word prints ahead of paragraphs without storing them: 一、 （二） 3."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from lxml import etree

from extractors.documents.office_xml import attribute, child, descendants, local

_LEVEL = re.compile(r"%([1-9])")
_DIGITS = "〇一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class _Level:
    kind: str
    text: str
    start: int


class Numbers:
    """Counts the numbered paragraphs of a document as they come by."""

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        self._levels = _levels(numbering) if numbering is not None else {}
        self._by_style = _by_style(styles) if styles is not None else {}
        self._counts: dict[str, dict[int, int]] = {}

    def ahead_of(self, paragraph: etree._Element) -> str:
        """The number printed ahead of a paragraph, and counted; empty for a bullet or none."""
        name, depth = self._numbering_of(paragraph)
        levels = self._levels.get(name, {})
        if depth not in levels:
            return ""
        counts = self._counts.setdefault(name, {})
        counts[depth] = counts.get(depth, levels[depth].start - 1) + 1
        for deeper in [other for other in counts if other > depth]:
            del counts[deeper]
        return _LEVEL.sub(lambda match: self._printed(levels, counts, int(match[1]) - 1), levels[depth].text)

    def _numbering_of(self, paragraph: etree._Element) -> tuple[str, int]:
        style = attribute(child(paragraph, "pPr", "pStyle"), "val")
        name, depth = self._by_style.get(style, ("", 0))
        own = child(paragraph, "pPr", "numPr")
        name = attribute(child(own, "numId"), "val", name)
        level = attribute(child(own, "ilvl"), "val", str(depth))
        return name, int(level) if level.isdecimal() else 0

    def _printed(self, levels: Mapping[int, _Level], counts: Mapping[int, int], depth: int) -> str:
        if depth not in levels:
            return ""
        return _written(levels[depth].kind, counts.get(depth, levels[depth].start))


def _levels(numbering: etree._Element) -> dict[str, dict[int, _Level]]:
    """Name of a numbering -> its levels; bullets and levels without a number left out."""
    abstract = {
        attribute(kind, "abstractNumId"): {
            int(attribute(level, "ilvl", "0")): _level(level)
            for level in descendants(kind, "lvl")
            if attribute(child(level, "numFmt"), "val") not in ("bullet", "none")
        }
        for kind in numbering
        if local(kind) == "abstractNum"
    }
    return {
        attribute(number, "numId"): abstract.get(attribute(child(number, "abstractNumId"), "val"), {})
        for number in numbering
        if local(number) == "num"
    }


def _level(level: etree._Element) -> _Level:
    start = attribute(child(level, "start"), "val", "1")
    return _Level(
        kind=attribute(child(level, "numFmt"), "val", "decimal"),
        text=attribute(child(level, "lvlText"), "val")[:40],
        start=int(start) if start.isdecimal() else 1,
    )


def _by_style(styles: etree._Element) -> dict[str, tuple[str, int]]:
    found: dict[str, tuple[str, int]] = {}
    for style in descendants(styles, "style"):
        numbering = child(style, "pPr", "numPr")
        if numbering is not None:
            depth = attribute(child(numbering, "ilvl"), "val", "0")
            name = attribute(child(numbering, "numId"), "val")
            found[attribute(style, "styleId")] = (name, int(depth) if depth.isdecimal() else 0)
    return found


def _written(kind: str, number: int) -> str:
    return _WRITERS.get(kind, str)(number)


def _chinese(number: int) -> str:
    """1 to 99 in characters; beyond that plain digits, which no report's headings reach."""
    tens, ones = divmod(number, 10)
    match tens:
        case 0:
            return _DIGITS[ones]
        case 1:
            return "十" + (_DIGITS[ones] if ones else "")
        case _ if tens < 10:
            return _DIGITS[tens] + "十" + (_DIGITS[ones] if ones else "")
        case _:
            return str(number)


def _circled(number: int) -> str:
    return chr(0x2460 + number - 1) if 1 <= number <= 20 else str(number)


_WRITERS: Mapping[str, Callable[[int], str]] = {
    "chineseCounting": _chinese,
    "chineseCountingThousand": _chinese,
    "chineseLegalSimplified": _chinese,
    "ideographDigital": _chinese,
    "japaneseCounting": _chinese,
    "taiwaneseCountingThousand": _chinese,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
}
