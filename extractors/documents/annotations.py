"""Pinyin in brackets behind characters, as mirror software leaves it: 陽(yáng). Gone before anything is read."""

import re
import unicodedata

_CJK = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_TONED = frozenset("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ")
_VOWELS = "aeiouüvêɑāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"
_SYLLABLE = rf"(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxzcsryw])?[{_VOWELS}]{{1,3}}(?:n[gɡ]?|r)?|[ńňǹ]g?|ḿ)"
_SPACE = "[ \u00a0\u3000]"
_ANNOTATION = re.compile(rf"(?<=[{_CJK}]){_SPACE}{{0,4}}[(（]{_SPACE}{{0,2}}({_SYLLABLE}){_SPACE}{{0,2}}[)）]", re.I)
_SPLITTONE = re.compile("[a-zü][\u0300\u0301\u0304\u030c]", re.I)
# Without any of these a text has no toned syllable; found many times faster than a syllable in brackets.
TONE = re.compile("[" + "".join(sorted(_TONED | {letter.upper() for letter in _TONED})) + "\u0300\u0301\u0304\u030c]")
_MANY = 3  # from so many toned annotations on, bare ones like 的(de) are annotations too


def strip_pinyin(text: str, certain: bool = False) -> str:
    """The text without pinyin annotations; a text without any toned one is returned as it is.

    `certain`: the text is part of one known to be annotated, so bare syllables are annotations too.
    """
    if not certain and not TONE.search(text):
        return text
    if _SPLITTONE.search(text):
        text = unicodedata.normalize("NFC", text)
    toned = _MANY if certain else sum(_is_toned(match[1]) for match in _ANNOTATION.finditer(text))
    if not toned:
        return text
    return _ANNOTATION.sub(lambda m: "" if toned >= _MANY or _is_toned(m[1]) else m[0], text)


def _is_toned(syllable: str) -> bool:
    return not _TONED.isdisjoint(syllable.lower())
