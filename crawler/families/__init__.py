"""One base spider a kind of portal software; a site only says where."""

from collections.abc import Iterator
from importlib import import_module
from typing import Any

from crawler.registry import read_rows

# family -> module and class
FAMILIES = {
    "plain": ("crawler.families.plain", "PlainSpider"),
    "trs": ("crawler.families.trs", "TrsSpider"),
    "hanweb": ("crawler.families.hanweb", "HanwebSpider"),
    "vsb": ("crawler.families.counted_down", "VsbSpider"),
    "mh": ("crawler.families.counted_down", "MhSpider"),
    "shanghai": ("crawler.families.shanghai", "ShanghaiSpider"),
    "ucap": ("crawler.families.ucap", "UcapSpider"),
    "gkmlpt": ("crawler.families.gkmlpt", "GkmlptSpider"),
    "longcom": ("crawler.families.longcom", "LongcomSpider"),
    "static": ("crawler.families.static", "StaticSpider"),
}


def family_class(name: str) -> type[Any]:
    """The spider class of a family. Raises KeyError for an unknown one."""
    module, class_name = FAMILIES[name]
    found: type[Any] = getattr(import_module(module), class_name)
    return found


def family_faults() -> Iterator[str]:
    """Rows of the registry whose family there is not, one line a fault."""
    for stem, row in read_rows():
        if row.get("family") not in FAMILIES:
            told = f"there is no family {row.get('family')!r}: {', '.join(FAMILIES)}"
            yield f"sites/{stem}.toml: {row.get('name')}: {told}"
