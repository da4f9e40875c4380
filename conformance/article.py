"""A draft as an article: title, preamble and sections, each with its paragraphs and the blocks of its table."""

import re
from collections.abc import Iterator, Mapping, Sequence
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
STATES_COVERAGE = ("新收到政府信息公开申请", "共收到政府信息公开申请")  # behind 全县: the whole county's are counted


@dataclass(frozen=True, slots=True)
class Part:
    """One section; the preamble has neither key nor heading. `claims`: the figures that its sentences state."""

    key: str
    heading: str
    blocks: tuple[Block, ...]
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """A report ready to be printed in any format.

    `kind`: what sort of organ the publisher is; `coverage`: what the report counts, by publisher and sentences.
    """

    title: str
    publisher: str
    kind: str
    coverage: str
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
    coverage = _coverage(publisher, parts, draft)
    return Article(title, publisher["name"], publisher["kind"], coverage, draft.year, (preamble, *parts))


def _coverage(publisher: Mapping[str, str], parts: Sequence[Part], draft: Draft) -> str:
    """What a sentence says is counted, or numbers that only a whole area reaches, where who signs does not tell."""
    texts = [block for part in parts for block in part.blocks if isinstance(block, str)]
    said = any(publisher["whole"] + words in text for text in texts for words in STATES_COVERAGE)
    return "aggregate" if publisher["coverage"] == "unclear" and (said or _is_large(draft)) else publisher["coverage"]


def _is_large(draft: Draft) -> bool:
    """Whether table 2 prints, in one of the cells named for each, what only a whole area does."""
    printed = {key: one.value or 0 for key, one in draft.printed.items()} if "t2" in draft.tables else {}
    return all(
        any(printed.get(key, 0) >= least["number"] for key in least["keys"]) for least in _prose()["only_whole_areas"]
    )


def _part(
    section: Mapping[str, Any],
    draft: Draft,
    layouts: Mapping[str, Sequence[str]],
    told: Mapping[str, str],
    random: Random,
) -> Part:
    heading = random.choice(section["headings"])
    chosen = [random.choice(choice) for choice in section.get("paragraphs", ())]
    texts = [_filled(text, told) for text in chosen]
    kind = section.get("table", "")
    tables: tuple[Block, ...] = ()
    if kind in draft.tables:
        tables = laid_out(kind, draft.tables[kind], layouts.get(kind, ()))
        tables = tables * (2 if "tables_twice" in draft.page else 1)
    blocks = (*texts, *(_printed(block, draft) for block in tables))
    return Part(section["key"], heading, blocks, tuple(_stated(chosen, told)))


def _stated(texts: Sequence[str], told: Mapping[str, str]) -> Iterator[str]:
    """The figures that these sentences state: those of a sentence one of whose numbers is not printed, none."""
    for text in texts:
        names = PLACE.findall(text)
        if all(name in told for name in names):
            yield from (name for name in names if "." in name)


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
