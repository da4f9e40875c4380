"""The catalogue of a gkmlpt portal: which of its categories hold annual reports. Pure functions of the page's text."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from crawler.families.facts import ListFacts
from crawler.families.pager import PagerUnread
from nianbao.domain.literals import literals_named


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The portal's own number, and the categories of annual reports: number -> name."""

    site: str
    categories: Mapping[str, str]


def catalogue_in(text: str, facts: ListFacts) -> Catalogue | None:
    """The catalogue in a page's script; None for a page without one.

    Raises PagerUnread where it breaks off, or has no category of annual reports.
    """
    names = facts.more["catalogue"]
    _, sign, script = text.partition(names["sign"])
    if not sign or names["tree"] not in script:
        return None
    tree = next((tree for tree in literals_named(script, names["tree"]) if isinstance(tree, list)), None)
    site = next((str(site) for site in literals_named(script, names["site"]) if site), "")
    if tree is None or not site:
        raise PagerUnread("the catalogue in the page's script breaks off, or does not say which portal it is of")
    categories = dict(named_as_reports(tree, names))
    if not categories:
        raise PagerUnread("no category of the catalogue is named as one of annual reports")
    return Catalogue(site, categories)


def named_as_reports(tree: Sequence[Any], names: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The categories whose names say so, and those below them: (number, name)."""
    for pattern in names["named"]:
        tops = [node for node in nodes_of(tree) if is_named(node, pattern, names["not_named"])]
        if tops:
            for node in nodes_of(tops):
                yield str(node["id"]), str(node.get("name", ""))
            return


def is_named(node: Mapping[str, Any], pattern: str, others: Sequence[str]) -> bool:
    """Whether a category's name shows the pattern, and none of the others."""
    name = str(node.get("name", ""))
    return re.search(pattern, name) is not None and not any(re.search(other, name) for other in others)


def nodes_of(tree: Sequence[Any]) -> Iterator[Mapping[str, Any]]:
    """Every category, from above; what has no number is none."""
    for node in tree:
        if isinstance(node, Mapping):
            if "id" in node:
                yield node
            yield from nodes_of(node.get("children") or ())
