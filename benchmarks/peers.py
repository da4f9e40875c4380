"""Who is timed on a page: our reader in two settings, and programs that do a part of its work.

Readers and peers are found by name when they are asked for: what makes the pages must not know them.
"""

import io
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import version
from typing import Any

from benchmarks import bare_grid

Run = Callable[[bytes], object]
BARE_GRID = "bare grid"


@dataclass(frozen=True, slots=True)
class Peer:
    """`name`; what it does with a page; its settings in words; the distribution whose version is told."""

    name: str
    does: str
    settings: str
    package: str
    run: Run

    @property
    def version(self) -> str:
        """Of the distribution."""
        return version(self.package)


def peers() -> tuple[Peer, ...]:
    """All of them, ours first."""
    return (
        Peer(
            "nianbao, grid reader",
            "figures with places, sections, claims, checks",
            "the second reader left out; nothing else",
            "nianbao",
            grid_alone,
        ),
        Peer("nianbao, both readers", "the same, each figure read twice", "as `nianbao read` reads", "nianbao", whole),
        Peer(
            "pandas.read_html",
            "tables as data frames",
            'flavor="lxml", keep_default_na=False; else as it comes; given the decoded page',
            "pandas",
            pandas_tables,
        ),
        Peer(
            BARE_GRID,
            "parse and expanded grids of the cells' texts; no label, number, prose or check",
            "lxml.html; forty lines of Python; given the decoded page",
            "lxml",
            bare_grid_of,
        ),
        Peer(
            "lxml.html",
            "a tree of the page, nothing read from it",
            'document_fromstring, HTMLParser(encoding="utf-8"); given the decoded page as UTF-8',
            "lxml",
            lxml_parse,
        ),
    )


def whole(body: bytes) -> object:
    """What `nianbao read` does, without the process that it starts for each document."""
    extractors, checks = import_module("extractors"), import_module("nianbao.checks")
    return checks.weigh(extractors.extract(extractors.read(body)))


def grid_alone(body: bytes) -> object:
    """The same without the second reader."""
    with second_reader_left_out():
        return whole(body)


@contextmanager
def second_reader_left_out() -> Iterator[None]:
    """For a measurement alone: the product has no such setting."""
    module: Any = import_module("extractors.report")
    read_flow = module.read_flow
    module.read_flow = _reads_nothing
    try:
        yield
    finally:
        module.read_flow = read_flow


def _reads_nothing(_document: object, _year: int | None) -> Mapping[str, object]:
    return {}


def pandas_tables(body: bytes) -> object:
    """pandas' tables of the page."""
    pandas = import_module("pandas")
    return pandas.read_html(io.StringIO(decoded(body)), flavor="lxml", keep_default_na=False)


def bare_grid_of(body: bytes) -> object:
    """Grids of texts, nothing understood."""
    return bare_grid.read(decoded(body))


def lxml_parse(body: bytes) -> object:
    """lxml's tree of the page."""
    html = import_module("lxml.html")
    return html.document_fromstring(decoded(body).encode(), parser=html.HTMLParser(encoding="utf-8"))


def decoded(body: bytes) -> str:
    """A page's text: peers are spared the guess."""
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return body.decode("gb18030")
