"""What is to be made: robots.txt, list rows and pages out of `pages.toml`, each page with its traps."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Robots:
    """A robots.txt; without text the portal has none and answers 404."""

    url: str
    text: str | None


@dataclass(frozen=True, slots=True)
class Row:
    """A row of 平潭's list."""

    path: str
    title: str
    date: str


@dataclass(frozen=True, slots=True)
class Page:
    """A report page. `form` is empty where the tables are pictures; `remark` is added to its section 5."""

    name: str
    url: str
    title: str
    heading: str
    date: str
    year: int
    shell: str
    form: str
    prose: str
    remark: str
    traps: frozenset[str]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything the archive holds, in the order in which it is asked for."""

    first_capture: datetime
    user_agent: str
    robots: tuple[Robots, ...]
    list_url: str
    rows_a_page: int
    rows: tuple[Row, ...]
    pages: tuple[Page, ...]


def read_toml(path: Path) -> dict[str, Any]:
    """A data file of the generator."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def catalogue() -> Catalogue:
    """`pages.toml` and `traps.toml`, joined."""
    data = read_toml(HERE / "pages.toml")
    rows = {row["path"]: Row(**row) for row in data["list"]["rows"]}
    return Catalogue(
        first_capture=datetime.fromisoformat(data["first_capture"]),
        user_agent=data["user_agent"],
        robots=tuple(Robots(one["url"], one.get("text")) for one in data["robots"]),
        list_url=data["list"]["folder"],
        rows_a_page=data["list"]["rows_a_page"],
        rows=tuple(rows.values()),
        pages=tuple(_page(one, rows, data["list"]["folder"]) for one in data["page"]),
    )


def _page(data: Mapping[str, Any], rows: Mapping[str, Row], folder: str) -> Page:
    row = rows[data["list_path"]] if "list_path" in data else Row("", data["title"], data["date"])
    return Page(
        name=data["name"],
        url=data.get("url", urljoin(folder, row.path)),
        title=row.title,
        heading=data.get("heading", row.title),
        date=row.date,
        year=int(data["name"].rpartition("_")[2]),
        shell=data["shell"],
        form=data.get("form", ""),
        prose=data["prose"],
        remark=data.get("remark", ""),
        traps=traps_of(data["name"]),
    )


def traps_of(page: str) -> frozenset[str]:
    """Names of the traps set on a page."""
    return frozenset(trap["name"] for trap in read_toml(HERE / "traps.toml")["trap"] if page in trap["pages"])
