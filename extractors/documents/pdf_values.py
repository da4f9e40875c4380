"""Which printed words of a page may be contents of a cell of figures; what they say is not read here."""

import unicodedata

_WORDS = frozenset(("无", "没有", "不适用", "不涉及", "N/A", "n/a"))
_UNITS = "元万亿件条项个次篇人宗起份"


def may_be_value(text: str) -> bool:
    """Whether a text may be what a cell of figures holds: a number, with a unit or without, a dash, 无, or nothing."""
    packed = "".join(text.split())
    if packed in _WORDS or not any(unicodedata.category(character)[0] == "L" for character in packed):
        return True
    number = packed.rstrip(_UNITS)
    return len(packed) - len(number) <= 3 and number[-1:].isdigit() and may_be_value(number)
