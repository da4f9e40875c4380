"""Sentences that state numbers, with what they state: those of `statements.toml`, numbers printed as reports do."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from sample.catalogue import read_toml

YEAR = 2023
PLACE = re.compile(r"\{([a-z])\}")
FULL_WIDTH = {ord(digit): 0xFF10 + int(digit) for digit in "0123456789"}
NUMERALS = "零一二三四五六七八九"
# What stands behind a number that may be written in Chinese: 七件, but no 七% and no 七余件.
COUNTED = re.compile(r"[件条宗份元]")


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence in a section, and each number that it states with its key, in reading order."""

    kind: str
    section: str
    text: str
    claims: tuple[tuple[str, Decimal], ...]


@cache
def kinds() -> tuple[str, ...]:
    """Every kind of statement there is."""
    return tuple(dict.fromkeys(row["kind"] for row in _rows()))


def statements(count: int, random: Random) -> Iterator[Statement]:
    """So many statements: every text in turn, with other numbers and in another manner each time."""
    texts = [(row, place) for row in _rows() for place in range(len(row["texts"]))]
    for number in range(count):
        row, place = texts[number % len(texts)]
        yield _statement(row, place, random)


@cache
def _rows() -> tuple[Mapping[str, Any], ...]:
    return tuple(read_toml(Path(__file__).with_name("statements.toml"))["statement"])


def _statement(row: Mapping[str, Any], place: int, random: Random) -> Statement:
    text = row["texts"][place]
    text = text.replace("{year}", str(YEAR)).replace("{last}", str(YEAR - 1)).replace("{next}", str(YEAR + 1))
    manner = random.choice(row.get("manners", ("digits", "commas", "full_width", "spaces", "chinese")))
    names = list(dict.fromkeys(PLACE.findall(text)))
    values = {name: _drawn(name, names, row, random) for name in names}
    for name, value in values.items():
        behind = text.partition(f"{{{name}}}")[2]
        plain = name in row.get("rates", ()) or not COUNTED.match(behind)
        printed, values[name] = MANNERS["digits" if plain else manner](value)
        text = text.replace(f"{{{name}}}", printed)
    claims = row["each"][place] if "each" in row else row["claims"]
    return Statement(row["kind"], row["section"], text, tuple((key, values[name]) for key, name in claims))


def _drawn(name: str, names: list[str], row: Mapping[str, Any], random: Random) -> Decimal:
    """The first number of a text is the largest: what follows may be its parts."""
    if name in row.get("rates", ()):
        return Decimal(random.randint(1, 999)).scaleb(-random.choice((0, 1)))
    most = random.choice((9, 60, 900, row.get("numbers", 9000)))
    return Decimal(random.randint(1, most) + (9000 if name == names[0] and len(names) > 1 else 0))


def _digits(value: Decimal) -> tuple[str, Decimal]:
    return f"{value:f}", value


def _commas(value: Decimal) -> tuple[str, Decimal]:
    return f"{value:,f}", value


def _spaces(value: Decimal) -> tuple[str, Decimal]:
    return f" {value:,f} ".replace(",", " "), value


def _full_width(value: Decimal) -> tuple[str, Decimal]:
    return f"{value:f}".translate(FULL_WIDTH), value


def _wan(value: Decimal) -> tuple[str, Decimal]:
    """1.2万 for what has as few digits, else plain."""
    rounded = (value / 10_000).quantize(Decimal("0.01"))
    return (f"{rounded.normalize():f}万", rounded * 10_000) if rounded else _digits(value)


def _chinese(value: Decimal) -> tuple[str, Decimal]:
    """一百二十三 up to 9999; 二〇 and 两 now and then."""
    number = int(value)
    if number > 9999 or value != number:
        return _digits(value)
    if number == 2:
        return "两", value
    if 10 <= number < 100 and number % 10 == 0 and number % 20 == 0:
        return f"{NUMERALS[number // 10]}〇", value
    return _in_places(number), value


def _in_places(number: int) -> str:
    digits = str(number)
    words = ""
    for place, digit in zip(range(len(digits) - 1, -1, -1), digits, strict=True):
        if digit != "0":
            words += NUMERALS[int(digit)] + ("", "十", "百", "千")[place]
        elif words and not words.endswith("零"):
            words += "零"
    words = words.rstrip("零") or "零"
    return words[1:] if words.startswith("一十") else words


Manner = Callable[[Decimal], tuple[str, Decimal]]
MANNERS: Mapping[str, Manner] = {
    "digits": _digits,
    "commas": _commas,
    "spaces": _spaces,
    "full_width": _full_width,
    "wan": _wan,
    "chinese": _chinese,
}
