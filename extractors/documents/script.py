"""Traditional script to simplified, only where the text as a whole is traditional.

A converter turns 乾县 into 干县, a wrong place: so simplified text is never converted, and in traditional text the
names of places are kept as the division list writes them.
"""

import re
from collections.abc import Mapping
from functools import cache

from extractors.documents.script_data import characters, kept_names, phrases, spellings

_CJK_RUN = re.compile("[\u3400-\u9fff]+")
_SHARE = 0.05  # of the characters; plain simplified text stays under 1 %, traditional text is above 25 %


def is_traditional(text: str) -> bool:
    """Whether the text as a whole is written in traditional script."""
    found = len(changing().findall(text))
    if not found:
        return False
    seen = 0
    for run in _CJK_RUN.finditer(text):
        seen += run.end() - run.start()
        if _SHARE * seen >= found:  # simplified text with a few such characters is told after its first lines
            return False
    return True


def simplify(text: str) -> str:
    """Traditional text in simplified script, names of places as the division list writes them."""
    kept, table = _kept(), _table()
    parts = _pattern().split(text)
    # a capturing split: every odd part is a name or phrase that is not converted character by character
    return "".join(kept[part] if i % 2 else part.translate(table) for i, part in enumerate(parts))


@cache
def changing() -> re.Pattern[str]:
    """A character that simplified script writes otherwise."""
    # Beyond the basic plane a class of characters is a hundred times slower, and no report is written in those alone.
    return re.compile("[" + "".join(one for one in characters() if one < "\U00010000") + "]")


@cache
def _kept() -> Mapping[str, str]:
    """What is not converted character by character -> what stands for it.

    A name's spelling is added where conversion would give another name: 乾縣 alone, and 餘乾縣, which holds it.
    """
    kept = dict(phrases())
    names = sorted(kept_names(), key=len)
    for name in names:
        for spelling in spellings(name):
            if converted(spelling, kept) != name:
                kept[spelling] = name
    return kept


def converted(text: str, kept: Mapping[str, str]) -> str:
    """The text with the longest of `kept` at each place replaced, and every other character converted."""
    longest = max(map(len, kept), default=0)
    done, place = [], 0
    while place < len(text):
        lengths = range(min(longest, len(text) - place), 1, -1)
        found = next((text[place : place + length] for length in lengths if text[place : place + length] in kept), "")
        done.append(kept[found] if found else characters().get(text[place], text[place]))
        place += len(found) or 1
    return "".join(done)


@cache
def _pattern() -> re.Pattern[str]:
    words = sorted(_kept(), key=len, reverse=True)
    return re.compile("(" + "|".join(map(re.escape, words)) + ")")


@cache
def _table() -> Mapping[int, str]:
    return {ord(traditional): simplified for traditional, simplified in characters().items()}
