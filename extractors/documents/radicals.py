"""Characters that a PDF gives as radicals (⼀、⽂件、⻅) as the characters they stand for."""

import tomllib
import unicodedata
from functools import cache
from importlib.resources import files

_KANGXI = range(0x2F00, 0x2FD6)


@cache
def character(printed: str) -> str:
    """The character of a radical; every other one as it is."""
    if ord(printed) in _KANGXI:
        return unicodedata.normalize("NFKC", printed)
    return _supplement().get(printed, printed)


@cache
def _supplement() -> dict[str, str]:
    data = tomllib.loads(files(__package__).joinpath("radicals.toml").read_text(encoding="utf-8"))
    return dict(data["characters"])
