"""Three provinces that do not exist, each with a prefecture and counties."""

from collections.abc import Sequence

from simulator.places import Place

PROVINCES: Sequence[tuple[str, str]] = (("96", "东例"), ("97", "西例"), ("98", "北例"))
DIGITS = str.maketrans("0123456789", "〇一二三四五六七八九")
FAMILIES = ("trs", "vsb", "mh", "hanweb")


def county(number: int) -> Place:
    """A county by its number, below 240: every third one is of the same province."""
    code, stem = PROVINCES[number % len(PROVINCES)]
    place = number // len(PROVINCES) + 1
    name = f"{stem}{place:02}县".translate(DIGITS)
    family = FAMILIES[place % len(FAMILIES)]
    return Place(name, f"{code}01{20 + place:02}", "全县", f"www.xian{number:03}.test", family)


def rows() -> str:
    """The provinces and prefectures in the columns of the national list."""
    listed = [f"{code}0000,{stem}省,province,\n{code}0100,{stem}市,prefecture,{code}0000\n" for code, stem in PROVINCES]
    return "".join(listed)
