"""Numbers as prose states them: digits, separators, 万, Chinese numerals, each with the word that counts it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

DIGITS = {numeral: value for value, numeral in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
PLACES = {"十": 10, "百": 100, "千": 1000}
# Powers of ten, kept in the exponent: 1.2万 is 1.2E+4, which says that it is rounded to a thousand.
MULTIPLES = {"": 0, "万": 4, "亿": 8}
# No unit where it is the beginning of another word: 一件事, 3项目, 2起诉, 20条例.
UNIT = (
    r"(?P<unit>件次|件(?!事)|条次|条(?![例款])|项(?!目)|宗|份(?!额)|起(?!诉(?!讼))|人次|次|个(?!人|月)|例|篇|期|元|%)"
)
IN_DIGITS = (
    r"(?<![\d.A-Za-z/])(?P<digits>\d{1,3}(?:,\d{3}){1,3}(?:\.\d{1,8})?(?!\d)|\d{1,12}(?:\.\d{1,8})?)"
    r"(?P<multiple>[万亿]?)"
)
IN_CHINESE = (
    r"(?<![第零〇一二两三四五六七八九十百千万“\"])(?P<chinese>[零〇一二两三四五六七八九十百千]{1,9})(?P<multiple2>万?)"
    r"(?P<unit2>件(?!事|套)|条(?![例款龙])|宗|份(?!额)|起(?!诉(?!讼)|来)|元(?!化|旦))"
)
QUANTITY = re.compile(f"{IN_DIGITS}{UNIT}|{IN_CHINESE}")
APPROXIMATE = re.compile(r"以上|左右|上下|以内|以下|有余")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and its unit at [start, end). A value in 万 keeps its exponent: it is rounded to that power of ten."""

    value: Decimal
    unit: str
    start: int
    end: int


def quantities(sentence: str) -> Iterator[Quantity]:
    """Every exact number with a unit, left to right; 2900多条, 约, 左右 and 以上 state no exact number."""
    for match in QUANTITY.finditer(sentence):
        value = _value(match)
        if value is None or APPROXIMATE.match(sentence, match.end()):
            continue
        yield Quantity(value, match["unit"] or match["unit2"], match.start(), match.end())


def _value(match: re.Match[str]) -> Decimal | None:
    if match["digits"]:
        return Decimal(match["digits"].replace(",", "")).scaleb(MULTIPLES[match["multiple"]])
    value = chinese_number(match["chinese"])
    return None if value is None else Decimal(value).scaleb(MULTIPLES[match["multiple2"]])


def chinese_number(text: str) -> int | None:
    """一百零五 -> 105, 十二 -> 12, 二〇 -> 20; null where the numerals make no number below ten thousand."""
    if all(numeral in DIGITS for numeral in text):
        return int("".join(str(DIGITS[numeral]) for numeral in text))
    total, digit, last_place = 0, None, 10_000
    for numeral in text:
        if numeral in DIGITS:
            if digit:
                return None
            digit = DIGITS[numeral]
            continue
        place = PLACES[numeral]
        if place >= last_place or digit == 0:
            return None
        total, digit, last_place = total + (digit or 1) * place, None, place
    return total + (digit or 0)
