"""Which printed words of a page may be contents of a cell of figures; what they say is not read here."""

import unicodedata

_WORDS = frozenset(("无", "没有", "不适用", "不涉及", "N/A", "n/a"))
_LONGEST_UNIT = 2
_UNITS = "元万亿件条项个次篇人宗起份"


def may_be_value(text: str) -> bool:
    """Whether a text may be what a cell of figures holds: a number, with a unit or without, a dash, 无, or nothing."""
    packed = "".join(text.split())
    number = packed.rstrip(_UNITS)
    if number != packed and not (len(packed) - len(number) <= _LONGEST_UNIT and number[-1:].isdigit()):
        return packed in _WORDS
    return packed in _WORDS or not any(unicodedata.category(character)[0] == "L" for character in number)
