"""What can go wrong with one page of a list, as tasks for `simulated.py`."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from random import Random
from typing import Any
from urllib.parse import urlsplit

from simulator.changes.pages import FORM
from simulator.families import FAMILIES
from simulator.message import Asked
from simulator.portal import Portal
from simulator.rules import Change

Account = Mapping[str, Any]
Task = dict[str, Any]

# Seven years of a county, 62 rows: as many as make several pages of each kind.
SMALL = {"years": [*range(2019, 2026)], "rows": 62}
# Lists by name: the family and its switches.
VARIANTS: Mapping[str, tuple[str, Mapping[str, Any]]] = {
    "trs": ("trs", {}),
    "trs, rows said": ("trs", {"pager": "createPageHTML_rows", "rows_as": "tr", "declares": True}),
    "trs, rows in script": ("trs", {"rows_as": "script", "pager": "createPage"}),
    "trs, countPage": ("trs", {"rows_as": "dl", "pager": "countPage", "extension": "shtml"}),
    "trs, createPage": ("trs", {"pager": "createPage", "extension": "htm", "stubs": True}),
    "trs, all in page 1": ("trs", {"pager": "all_in_one"}),
    "trs, search": ("trs", {"search": True}),
    "hanweb": ("hanweb", {}),
    "hanweb, older": (
        "hanweb",
        {"proxy": "/module/jpage/dataproxy.jsp", "rows_as": "tr", "protocol_relative": True},
    ),
    "hanweb, dates split": ("hanweb", {"rows_as": "split"}),
    "hanweb, dates in links": ("hanweb", {"rows_as": "span"}),
    "hanweb, jpaas": ("hanweb", {"paging": "jpaas"}),
    "hanweb, by year": ("hanweb", {"paging": "by_year"}),
    "hanweb, catalogue": ("hanweb", {"paging": "catalogue", "per_page": 15}),
    "hanweb, catalogue, rows said": ("hanweb", {"paging": "catalogue", "per_page": 20, "declares": True}),
    "vsb": ("vsb", {}),
    "vsb, script alone": ("vsb", {"pager": "goto"}),
    "vsb, by number": ("vsb", {"by_number": True}),
    "mh": ("mh", {}),
    "mh, links": ("mh", {"pager": "links"}),
    "ucap": ("ucap", {}),
    "ucap, by variable": ("ucap", {"named_by": "script", "bodies": False}),
    "ucap, searchList": ("ucap", {"api": "/searchList", "per_page": 20}),
    "ucap, posted": ("ucap", {"paging": "post"}),
    "ucap, static": ("ucap", {"paging": "static"}),
    "gkmlpt": ("gkmlpt", {}),
    "gkmlpt, nested": ("gkmlpt", {"nested": True, "quoted": False, "base": "/jqjyj"}),
    "gkmlpt, folders": ("gkmlpt", {"folders": True, "per_page": 5}),
    "longcom": ("longcom", {}),
    "longcom, in script": ("longcom", {"said_in": "script", "prefix": "/jszwgk/zwgk"}),
    "longcom, no number": ("longcom", {"paging": "chain"}),
    "longcom, older": ("longcom", {"paging": "pages"}),
    "shanghai": ("shanghai", {}),
    "shanghai, by year": ("shanghai", {"archives": True, "per_page": 8}),
    "static": ("static", {}),
    "static, from 0": ("static", {"naming": "from 0", "pager": "last", "articles": "gongkai"}),
    "static, by query": ("static", {"naming": "query", "pager": "last", "articles": "artview"}),
    "static, aspx": ("static", {"naming": "aspx", "articles": "aspx"}),
    "static, next alone": ("static", {"naming": "folder", "pager": "next", "articles": "c"}),
}
LISTS: Mapping[str, Task] = {
    name: {"family": family, "switches": switches, "portal": SMALL} for name, (family, switches) in VARIANTS.items()
}

# Name of a fault -> the simulator's change and its words. `{other}` is another page of the list.
FAULTS: Mapping[str, tuple[str, Sequence[Any]]] = {
    "removed": ("statuses.status", [404]),
    "fails": ("statuses.status", [500]),
    "cut mid-row": ("pages.cut_mid_row", []),
    "repeats another": ("pages.same_as", ["{other}"]),
    "index page instead": ("pages.index_page", []),
    "54 bytes": ("pages.only", [54]),
    "stub": ("pages.stub", []),
    "home page instead": ("pages.same_as", ["/"]),
    "no byte": ("pages.only", [0]),
    "soft 404": ("pages.soft_404", []),
    "captcha": ("statuses.captcha", []),
    "challenge": ("statuses.challenge", [521]),
}
# The last bytes of a page: its end tag and white space.
END = 10


@dataclass(frozen=True, slots=True)
class Fault:
    """A page of a list (path and query) and what is done to its answer."""

    list_name: str
    kind: str
    target: str
    task: Task


def list_pages(account: Account) -> dict[str, int]:
    """The pages of a list that a whole crawl asked for, the first one first: path and query -> bytes of the answer.

    Pages that share an address are told apart by what was posted for each, behind `#`.
    """
    documents = {url for url, *_ in account["published"]} | {file for *_, file in account["published"]}
    asked = {url: length for _, url, length in account["asked"] if url not in documents}
    pages = {target_of(url): length for url, length in asked.items() if not url.endswith("/robots.txt")}
    for url, number in Counter(url for url, *_ in account["posted"]).items():
        if number > 1:
            del pages[target_of(url)]
            pages |= {f"{target_of(url)}#{form}": length for at, form, length in account["posted"] if at == url}
    first = target_of(account["list_url"])
    return {first: pages.pop(first), **pages}


def target_of(url: str) -> str:
    """Path and query of an address."""
    parts = urlsplit(url)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def faults_of(name: str, task: Task, account: Account, kinds: Sequence[str] = tuple(FAULTS)) -> Iterator[Fault]:
    """Every page of a list with every fault; what leaves an answer as it is, is no fault."""
    pages, portal = [*list_pages(account)], portal_of(task)
    for target in pages:
        others = [other for other in pages if other != target]
        for kind in kinds:
            change, words = FAULTS[kind]
            for other in others if "{other}" in words else [""]:
                told = [other if word == "{other}" else word for word in words]
                if alters(portal, target, change_of(change, told)):
                    yield Fault(name, kind, target, with_fault(task, account, target, change, told))


def portal_of(task: Task) -> Portal:
    """The task's portal."""
    return Portal(FAMILIES[task["family"]](**task.get("switches", {})), **task.get("portal", {}))


def change_of(change: str, words: Sequence[Any]) -> Change:
    """A change of the simulator by its name (`module.name`) and its words."""
    module, name = change.split(".")
    made: Change = getattr(import_module(f"simulator.changes.{module}"), name)(*words)
    return made


def alters(portal: Portal, target: str, change: Change) -> bool:
    """Whether a change makes another answer of that of a page."""
    address, _, form = target.partition("#")
    how: dict[str, Any] = {"method": "POST", "body": form.encode(), "headers": FORM} if form else {}
    asked = Asked(portal.host, address, **how)
    plain = portal.plain(asked)
    changed = change(asked, plain, portal)
    return (changed.status, changed.body) != (plain.status, plain.body)


def random_cuts(name: str, task: Task, account: Account, random: Random, number: int) -> Iterator[Fault]:
    """Every page of a list, cut at so many places."""
    for target, length in list_pages(account).items():
        for place in sorted(random.sample(range(1, length - END), number)):
            yield Fault(name, "cut at random", target, with_fault(task, account, target, "pages.only", [place]))


def with_fault(task: Task, account: Account, target: str, change: str, words: Sequence[Any]) -> Task:
    """A task with one switch on; one report is known besides the list, as in the registry."""
    known = next(url for url, kind, *_ in account["published"] if kind == "own_report")
    return {**task, "rules": [[target, change, words]], "site": {"reports": [known]}}
