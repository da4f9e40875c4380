"""Counties that do not exist, as many as a proof needs, so that no report of one site stands in for that of another."""

from dataclasses import replace

from simulator.places import Place, place_of

DIGITS = str.maketrans("0123456789", "〇一二三四五六七八九")


def county(number: int, family: str = "trs") -> Place:
    """示例〇七县 with the code 990907 for 7, below 100."""
    name = f"示例{number:02}县".translate(DIGITS)
    return replace(place_of(family), name=name, code=f"9909{number:02}", whole="全县")
