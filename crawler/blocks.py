"""Whether an answer is a firewall's page; what its signs are stands in `blocks.toml`."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class BlockFacts:
    """The data file, compiled; `longest` in characters."""

    statuses: frozenset[int]
    longest: int
    signs: tuple[re.Pattern[str], ...]


@cache
def block_facts() -> BlockFacts:
    """The data file, read once."""
    data = tomllib.loads((files("crawler") / "blocks.toml").read_text("utf-8"))
    return BlockFacts(frozenset(data["statuses"]), data["longest"], tuple(map(re.compile, data["signs"])))


def block_sign(text: str) -> str | None:
    """What shows that a page was sent by a firewall; None where nothing does."""
    if len(text) > block_facts().longest:
        return None
    hits = (sign.search(text) for sign in block_facts().signs)
    return next((hit.group(0) for hit in hits if hit), None)
