"""Which hosts a spider may ask."""

from collections.abc import Collection
from typing import Any


def hosts_of(spider_class: type[Any]) -> Collection[str]:
    """The hosts of its registry row; of a discovery those opened so far, which grow while it runs."""
    opened: Collection[str] | None = getattr(spider_class, "open_hosts", None)
    return frozenset(getattr(spider_class, "allowed_domains", None) or ()) if opened is None else opened
