"""Traditional script to simplified, only where the text as a whole is traditional.

A converter turns 乾县 into 干县, a wrong place: so simplified text is never converted, and in traditional text the
names of places are kept as the division list writes them.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache
from importlib.resources import files

from nianbao.domain.divisions import regions

_CJK = re.compile("[\u3400-\u9fff]")
_SHARE = 0.05  # of the characters; plain simplified text stays under 1 %, traditional text is above 25 %


def is_traditional(text: str) -> bool:
    """Whether the text as a whole is written in traditional script."""
    if _changing().isdisjoint(text):
        return False
    characters = _CJK.findall(text)
    return sum(c in _changing() for c in characters) > _SHARE * len(characters)


def simplify(text: str) -> str:
    """Traditional text in simplified script, names of places as the division list writes them."""
    convert = _converter()
    parts = _place_names().split(text)
    # a capturing split: every odd part is a name to be kept, in whichever script it stands
    return "".join(_names()[part] if i % 2 else convert(part) for i, part in enumerate(parts))


@cache
def _converter() -> Callable[[str], str]:
    from opencc import OpenCC  # loads a dictionary that most documents never need

    convert: Callable[[str], str] = OpenCC("t2s").convert
    return convert


@cache
def _changing() -> frozenset[str]:
    return frozenset(traditional for traditional, _ in _pairs())


def _pairs() -> Iterator[tuple[str, str]]:
    """Each traditional character with the simplified one the converter gives it, where the two differ."""
    table = (files("opencc") / "dictionary" / "TSCharacters.txt").read_text(encoding="utf-8")
    for line in table.splitlines():
        traditional, _, simplified = line.partition("\t")
        first = simplified.split(" ")[0]
        if first and first != traditional:
            yield traditional, first


@cache
def _names() -> dict[str, str]:
    """Every spelling of each place name that the converter would change -> the name of the division list."""
    changed = [region.name for region in regions().values() if not _changing().isdisjoint(region.name)]
    return {spelling: name for name in changed for spelling in _spellings(name)}


def _spellings(name: str) -> set[str]:
    """The name as it is and with its other characters in traditional script (乾县, 乾縣)."""
    return {name, "".join(_traditional().get(c, c) if c not in _changing() else c for c in name)}


@cache
def _traditional() -> dict[str, str]:
    return {simplified: traditional for traditional, simplified in reversed(list(_pairs()))}


@cache
def _place_names() -> re.Pattern[str]:
    names = sorted(_names(), key=len, reverse=True) or ["(?!)"]
    return re.compile("(" + "|".join(map(re.escape, names)) + ")")
