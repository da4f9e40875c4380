"""One base spider a kind of portal software; a site only says where."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crawler.families.base import SiteSpider

# family -> module and class; a row that names another family is a fault of the registry
FAMILIES = {
    "plain": ("crawler.families.plain", "PlainSpider"),
    "trs": ("crawler.families.trs", "TrsSpider"),
}


def family_class(name: str) -> type[SiteSpider]:
    """The spider class of a family. Raises KeyError for an unknown one."""
    module, class_name = FAMILIES[name]
    found: type[SiteSpider] = getattr(import_module(module), class_name)
    return found
