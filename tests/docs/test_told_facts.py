"""Rooms, import contracts, sites, families and limits are told as the code has them."""

import re
import tomllib
from collections import Counter
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from crawler.families import FAMILIES
from crawler.registry import TYPES, row_faults, sites
from nianbao.domain.divisions import regions

if TYPE_CHECKING:
    from tests.docs.conftest import Page

    Told = Callable[[str], Page]
Rows = Callable[[str], list[list[str]]]


def test_each_room_with_its_sentence(page: "Told", table_rows: Rows) -> None:
    told = table_rows(page("docs/architecture.md").sections()["Rooms"])
    assert told
    for room, sentence in told:
        opening = import_module(room.strip("`")).__doc__ or ""
        assert opening.startswith(sentence), room


def test_each_import_contract(root: Path, page: "Told") -> None:
    data = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
    told = page("docs/architecture.md").sections()["Who may import whom"]
    names = [contract["name"] for contract in data["tool"]["importlinter"]["contracts"]]
    assert [name for name in names if f"\n| {name} | " not in told] == []


def test_each_site_with_its_facts(page: "Told", table_rows: Rows) -> None:
    told = {tuple(row) for row in table_rows(page("docs/registry.md").sections()["Sites"])}
    assert told == {(f"`{site.name}`", site.region, site.publisher, f"`{site.family}`") for site in sites().values()}


def test_the_counts_of_the_registry(page: "Told") -> None:
    told = page("docs/registry.md")
    provinces = {site.region[:2] for site in sites().values()}
    assert f"The {len(sites())} sites of the registry, in {len(provinces)} of the 31 provinces" in told.text
    marks = {row[0]: int(row[2]) for row in told_rows(told.text) if row[0].startswith("[")}
    assert marks == Counter(site.evidence[:3] for site in sites().values())


def told_rows(text: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line[:1] == "|"]


def test_the_row_to_copy_is_a_good_one_of_ten_lines_at_most(page: "Told") -> None:
    *_, block = page("docs/sites.md").blocks("toml")
    (row,) = tomllib.loads(block)["site"]
    assert list(row_faults("hunan", row)) == []
    assert row["family"] in FAMILIES
    assert len(block.splitlines()) <= 10


def test_each_family_and_each_field_of_a_row(page: "Told") -> None:
    assert page("docs/sites.md").first_cells("Families") == list(FAMILIES)
    assert set(page("docs/sites.md").first_cells("A row")) == set(TYPES)


def test_the_counts_of_regions(page: "Told") -> None:
    counts = [
        sum(region.level == level for region in regions().values()) for level in ("province", "prefecture", "county")
    ]
    told = "{} of the first level, {} of the second, {:,} of the third".format(*counts)
    assert told in page("docs/regions.md").text.replace("\n", " ")
    assert [
        name for name in ("README.md", "README.zh.md", "docs/regions.md") if f"{sum(counts):,}" not in page(name).text
    ] == []


def test_each_limit_with_its_number(page: "Told") -> None:
    told = re.findall(r"\| (\d+) \| `([\w.]+):(\w+)` \|", page("docs/limits.md").text)
    assert len(told) > 5
    assert [(int(number), name) for number, _, name in told] == [
        (getattr(import_module(module), name), name) for _, module, name in told
    ]
