"""A draft as an article: title, preamble and sections, each with its paragraphs and the blocks of its table."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from conformance.draft import Draft, plain
from conformance.layouts import laid_out
from conformance.layouts.blocks import Block
from sample.catalogue import read_toml
from sample.tables import Cell, Role, Table

PLACE = re.compile(r"\{([^}]+)\}")
STATES_FLOW = "结转下年度继续办理"  # ends the sentence that states what came, went and stayed


@dataclass(frozen=True, slots=True)
class Part:
    """One section; the preamble has neither key nor heading."""

    key: str
    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """A report ready to be printed in any format."""

    title: str
    publisher: str
    year: int
    parts: tuple[Part, ...]

    @property
    def sections(self) -> tuple[Part, ...]:
        """The parts that have a heading."""
        return tuple(part for part in self.parts if part.key)


@cache
def _prose() -> Mapping[str, Any]:
    return read_toml(Path(__file__).with_name("prose.toml"))


def article_of(draft: Draft, layouts: Mapping[str, Sequence[str]], random: Random) -> Article:
    """The draft in these layouts (by table), in sentences drawn at random."""
    publisher = random.choice(_prose()["publishers"])
    told = {"publisher": publisher["name"], "whole": publisher["whole"], "year": str(draft.year)}
    told |= {key: plain(one.value) for key, one in draft.printed.items() if one.value is not None}
    family = _prose()["national" if draft.national else "annex"]
    preamble = Part("", "", (_filled(random.choice(family["preamble"]), told),))
    parts = [_part(section, draft, layouts, told, random) for section in family["section"]]
    if "section_lost" in draft.page:
        parts = [part for part in parts if part.key != "problems"]
    if "contents_list" in draft.page:
        preamble = replace(preamble, blocks=(*preamble.blocks, "目录", *(part.heading for part in parts)))
    title = _filled(random.choice(_prose()["titles"]), told)
    return Article(title, publisher["name"], draft.year, (preamble, *parts))


def _part(
    section: Mapping[str, Any],
    draft: Draft,
    layouts: Mapping[str, Sequence[str]],
    told: Mapping[str, str],
    random: Random,
) -> Part:
    heading = random.choice(section["headings"])
    texts = [_filled(random.choice(choice), told) for choice in section.get("paragraphs", ())]
    kind = section.get("table", "")
    tables: tuple[Block, ...] = ()
    if kind in draft.tables:
        tables = laid_out(kind, draft.tables[kind], layouts.get(kind, ()))
        tables = tables * (2 if "tables_twice" in draft.page else 1)
    return Part(section["key"], heading, (*texts, *(_printed(block, draft) for block in tables)))


def _filled(text: str, told: Mapping[str, str]) -> str:
    """The sentence with its numbers; one whose number is printed nowhere says nothing."""
    names = PLACE.findall(text)
    return PLACE.sub(lambda place: told[place[1]], text) if all(name in told for name in names) else "数字见表。"


def _printed(block: Block, draft: Draft) -> Block:
    return block if isinstance(block, str) else _table_printed(block, draft)


def _table_printed(table: Table, draft: Draft) -> Table:
    return tuple(tuple(_cell_printed(cell, draft) for cell in row) for row in table)


def _cell_printed(cell: Cell, draft: Draft) -> Cell:
    if cell.role is Role.FIGURE and cell.text in draft.printed:
        return replace(cell, text=draft.printed[cell.text].text)
    return cell
