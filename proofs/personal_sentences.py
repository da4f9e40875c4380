"""Made sentences with personal data in them, and where each piece stands. Every piece is invented.

Mobiles have prefixes that are given to nobody; identity numbers have birthdays of the years 1880 to 1899 or 2090 to
2099; cards an issuer that is no bank; addresses are of example.com and the like. Nothing here knows of the patterns.
"""

import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

DATA = Path(__file__).with_suffix(".toml")
UNUSED_PREFIXES = ("154", "161", "163", "164", "168", "169")
WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
WEIGHTS = [pow(2, 17 - place, 11) for place in range(17)]
CREDIT = "0123456789ABCDEFGHJKLMNPQRTUWXY"
SURNAMES = "张王李赵陈刘杨周吴郑"
GIVEN = ("某", "某某", "示例", "样", "例文", "某甲")


@dataclass(frozen=True, slots=True)
class Planted:
    """A piece of personal data at text[start:stop]; `kind` is what it is: mobile, identity, bank, …"""

    kind: str
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A made sentence of one of twelve kinds, or of kind `plain` with nothing planted."""

    kind: str
    text: str
    planted: tuple[Planted, ...] = ()


def sentences(random: Random, each: int) -> Iterator[Sentence]:
    """`each` sentences of every kind."""
    for kind, templates in _data()["kinds"].items():
        for number in range(each):
            yield _filled(random, kind, templates[number % len(templates)])


def plain_sentences(random: Random, each: int) -> Iterator[Sentence]:
    """`each` of every sentence that holds nothing personal."""
    for template in _data()["plain"]["sentences"]:
        for _ in range(each):
            yield Sentence("plain", _filled(random, "plain", template).text)


def _data() -> dict[str, Any]:
    return tomllib.loads(DATA.read_text(encoding="utf-8"))


def _filled(random: Random, kind: str, template: str) -> Sentence:
    text, planted = "", []
    head, *rest = template.split("{")
    text += head
    for part in rest:
        name, _, after = part.partition("}")
        piece = MAKERS[name](random)
        planted.append(Planted(_what(name), len(text), len(text) + len(piece)))
        text += piece + after
    return Sentence(kind, text, tuple(planted))


def _what(maker: str) -> str:
    first = maker.partition("_")[0]
    return WHAT.get(first, first)


def _digits(random: Random, count: int) -> str:
    return "".join(random.choice("0123456789") for _ in range(count))


def _number(random: Random, count: int) -> str:
    return random.choice("123456789") + _digits(random, count - 1)


def _mobile(random: Random) -> str:
    return random.choice(UNUSED_PREFIXES) + _digits(random, 8)


def _birthday(random: Random) -> str:
    year = random.choice((*range(1880, 1900), *range(2090, 2100)))
    return f"{year}{random.randint(1, 12):02}{random.randint(1, 28):02}"


def _identity(random: Random) -> str:
    body = f"{random.choice((11, 31, 35, 43, 50, 65))}{_digits(random, 4)}{_birthday(random)}{_digits(random, 3)}"
    rest = (12 - sum(weight * int(digit) for weight, digit in zip(WEIGHTS, body, strict=True)) % 11) % 11
    return body + "0123456789X"[rest]


def _identity_x(random: Random) -> str:
    while not (number := _identity(random)).endswith("X"):
        pass
    return number.lower()


def _spaced(number: str) -> str:
    return f"{number[:6]} {number[6:14]} {number[14:]}"


def _card(random: Random) -> str:
    body = "620000" + _digits(random, 12)
    doubled = [sum(divmod(2 * int(digit), 10)) for digit in body[::-2]]
    return body + str(-(sum(doubled) + sum(int(digit) for digit in body[-2::-2])) % 10)


def _email(random: Random) -> str:
    name = random.choice(("xxgk", "office", "a.b-c", "zwgk_2023", "nobody", "15400001234"))
    return f"{name}{random.randint(0, 99)}@{random.choice(('example.com', 'mail.example.cn', 'example.gov.cn'))}"


def _phone(random: Random, between: str = "-") -> str:
    area = random.choice(("010", "021", "0999", "0399", "0731"))
    return f"{area}{between}{random.randint(2, 9)}{_digits(random, 7)}"


def _local(random: Random) -> str:
    return f"{random.randint(2, 9)}{_digits(random, random.choice((6, 7)))}"


def _name(random: Random) -> str:
    if random.random() < 0.1:
        return "示例古丽·某某"
    surname: str = random.choice([*SURNAMES, "欧阳"])
    return surname + random.choice(GIVEN)


def _credit(random: Random) -> str:
    """18 characters: three in ten all of digits, which look most like an identity number."""
    kinds = "0123456789" if random.random() < 0.3 else CREDIT
    return random.choice(("11", "12", "91")) + _number(random, 6) + "".join(random.choice(kinds) for _ in range(10))


def _row(random: Random) -> str:
    return " ".join(str(random.choice((0, 0, 0, 1, 2, 13, 130, 2000))) for _ in range(14))


Maker = Callable[[Random], str]
MAKERS: Mapping[str, Maker] = {
    "mobile": _mobile,
    "mobile_spaced": lambda r: (n := _mobile(r))[:3] + " " + n[3:7] + " " + n[7:],
    "mobile_dashed": lambda r: (n := _mobile(r))[:3] + "-" + n[3:7] + "-" + n[7:],
    "mobile_country": lambda r: r.choice(("+86", "86-", "+86 ", "86")) + _mobile(r),
    "mobile_wide": lambda r: _mobile(r).translate(WIDE),
    "identity": _identity,
    "identity_wide": lambda r: _identity(r).translate(WIDE),
    "identity_x": _identity_x,
    "identity_old": lambda r: f"11{_digits(r, 4)}{_birthday(r)[2:]}{_digits(r, 3)}",
    "identity_spaced": lambda r: _spaced(_identity(r)),
    "passport": lambda r: r.choice("EGPC") + _digits(r, 8),
    "account": lambda r: _number(r, r.choice((12, 15, 17, 19, 21))),
    "card": _card,
    "card_spaced": lambda r: (n := _card(r))[:4] + "".join(f" {n[k : k + 4]}" for k in range(4, 19, 4)),
    "email": _email,
    "email_wide": lambda r: _email(r).translate(WIDE),
    "email_at": lambda r: _email(r).replace("@", "(at)"),
    "email_hash": lambda r: _email(r).replace("@", "#"),
    "email_spaced": lambda r: _email(r).replace("@", " @ "),
    "email_bracket": lambda r: _email(r).replace("@", "[at]"),
    "phone": lambda r: _phone(r, r.choice(("-", "—", "－", "--", "–"))),
    "phone_local": _local,
    "phone_brackets": lambda r: "（" + (n := _phone(r))[: n.index("-")] + "）" + n[n.index("-") + 1 :],
    "phone_extension": lambda r: _phone(r) + r.choice(("-8012", "转801")),
    "fax": _phone,
    "fax_local": _local,
    "name": _name,
    "name_short": lambda r: r.choice(SURNAMES) + r.choice(GIVEN),
    "qq": lambda r: _number(r, r.choice((6, 9, 10))),
    "wechat": lambda r: "shili_" + _digits(r, 4),
    # what is not personal
    "year": lambda r: str(r.randint(2008, 2025)),
    "small": lambda r: str(r.randint(1, 31)),
    "count": lambda r: str(r.choice((r.randint(1, 99999), r.randint(2_000_000, 99_999_999)))),
    "amount": lambda r: f"{r.randint(10, 99_999_999)}.{_digits(r, r.choice((2, 6)))}",
    "big": lambda r: r.choice((_number(r, 11), "1" + r.choice("3456789") + _digits(r, 9), _number(r, 9))),
    "percent": lambda r: f"{r.randint(0, 99)}.{_digits(r, 2)}",
    "decimal": lambda r: f"{r.randint(1, 180)}.{_digits(r, 11)}",
    "credit": _credit,
    "organisation": lambda r: f"{_digits(r, 8)}-{r.choice('0123456789X')}",
    "region": lambda r: _number(r, 6),
    "post": lambda r: _number(r, 6),
    "date": lambda r: f"20{r.randint(10, 25)}{r.randint(1, 12):02}{r.randint(1, 28):02}",
    "index": lambda r: f"{_number(r, 9)}/{r.randint(2008, 2025)}-{_digits(r, 5)}",
    "identity_like": lambda r: f"{_number(r, 6)}/{_digits(r, 8)}_{_digits(r, 3)}",
    "run": lambda r: _number(r, r.choice((13, 22, 30))),
    "contract": lambda r: f"ZB{r.randint(2008, 2025)}{_digits(r, 7)}",
    "row": _row,
    "book": lambda r: f"978-7-{_digits(r, 4)}-{_digits(r, 4)}-{_digits(r, 1)}",
    "licence": lambda r: _number(r, 15),
}
# What a piece is, by the first part of the name of its maker, where that is another word.
WHAT = {
    "name": "contact",
    "passport": "identity",
    "account": "bank",
    "card": "bank",
    "qq": "messenger",
    "wechat": "messenger",
}


def kinds_of_sentences() -> Sequence[str]:
    """The names of the twelve kinds."""
    return tuple(_data()["kinds"])
