"""What stands, or ever stood, above a division."""

from collections.abc import Iterator
from functools import cache

from nianbao.domain.divisions.past import ended_regions, past_names
from nianbao.domain.divisions.region import Region, regions


def known(code: str) -> Region | None:
    """The region that has this code today; else the one that had it when it ended; else null."""
    return regions().get(code) or ended_regions().get(code)


def ancestors(code: str) -> Iterator[Region]:
    """The regions above a code, nearest first; of one that ended as they stood then. Raises `KeyError` for a code that
    no region has, and that none ended with."""
    parent = _known(code).parent
    while parent is not None:
        region = _known(parent)
        yield region
        parent = region.parent


def full_name(code: str, name: str | None = None) -> str:
    """The name with all names above it, as 浙江省舟山市普陀区; `name` in place of its own, where another region had the
    code. Raises `KeyError` for an unknown code."""
    above = "".join(region.name for region in reversed(list(ancestors(code))))
    return above + (_known(code).name if name is None else name)


@cache
def ever_above(region: Region) -> frozenset[Region]:
    """The regions that stand above a region, and those that ever stood there since 2008."""
    codes = {code for past in past_names() if past.region == region for code in past.parents}
    direct = {_known(code) for code in codes}
    return frozenset({*direct, *(above for parent in direct for above in ever_above(parent)), *ancestors(region.code)})


def _known(code: str) -> Region:
    found = known(code)
    if found is None:
        raise KeyError(code)
    return found
