"""What a link is worth on the way to the annual reports, by its words, its address and the page that it stands in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

from crawler.addresses import host_of
from crawler.discovery.columns import is_annual
from crawler.discovery.data import data_of, pattern
from crawler.discovery.links import By, Link
from crawler.discovery.places import is_own
from nianbao.domain.titles import parse_title


class Stage(StrEnum):
    """Where a discovery looks, in its order; a portal that is new has the last alone."""

    OLD_LIST = "old_list"
    ROW = "row"
    SITE_MAP = "site_map"
    SEARCH = "search"
    NEIGHBOURS = "neighbours"
    HOME = "home"


@dataclass(frozen=True, slots=True)
class Lead:
    """An address to look at. `points`: what it is worth; `depth`: steps from where the stage began; `trail`: what led
    here, as (words, address); `years`: addresses of the same column's years, where this is one of them;
    `is_entrance`: the home page only sends on to it, or frames it; `in_column`: so does a column of annual reports.
    """

    url: str
    words: str
    by: By
    points: float
    depth: int = 0
    trail: tuple[tuple[str, str], ...] = ()
    years: tuple[str, ...] = ()
    is_entrance: bool = False
    in_column: bool = False

    @property
    def is_annual(self) -> bool:
        """Whether it was called a column of annual reports, or a part of one."""
        return is_annual(self.words) or bool(self.years) or self.in_column


def leads_from(lead: Lead, url: str, name: str, links: Sequence[Link], stem: str) -> Iterator[Lead]:
    """The links of a page that are worth following. `url`: where the page stands; `name`: what it calls itself."""
    known = data_of("words")
    annual = lead.is_annual or is_annual(name)
    years = tuple(dict.fromkeys(link.url for link in links if annual and names_year(link.words)))
    for link in links[: known["bounds"]["links_a_page"]]:
        worth = points_of(link, annual)
        if worth <= 0 and max(lead.points, 100 * annual) >= known["following"]["close"] and is_near(link, stem):
            worth = known["following"]["close_points"]
        if worth > 0:
            points = worth + weighed(lead, link, stem)
            trail = (*lead.trail, (lead.words or lead.by.value, url))
            siblings = years if annual and names_year(link.words) else ()
            part = annual and not link.words
            # What only frames a page, or sends on to it, is no step.
            depth = lead.depth + bool(link.words)
            yield Lead(link.url, link.words, link.by, max(points, 1.0), depth, trail, siblings, in_column=part)


def points_of(link: Link, annual: bool) -> float:
    """What a link is worth by its own words and address; `annual`: in a column of annual reports."""
    known: Any = data_of("words")
    if len(link.words) > known["following"]["longest_words"] or names_report(link.words):
        return 0
    if pattern(known["following"]["paper"]).search(link.words):
        return 0
    worth = max((row["points"] for row in known["worth"] if pattern(row["pattern"]).search(link.words)), default=0)
    if annual:
        worth = max(worth, within_column(link.words))
    if not link.words:
        worth = known["following"]["nameless"] if link.by is not By.LINK else 0
    if worth and pattern(known["address"]["pattern"]).search(urlsplit(link.url).path):
        worth += known["address"]["points"]
    if worth and link.by is By.CRUMB and annual:
        worth += known["following"]["crumb"]
    lost = sum(row["points"] for row in known["unworth"] if pattern(row["pattern"]).search(link.words))
    return float(worth - lost)


def within_column(words: str) -> float:
    """What the parts of a column are worth: its years, and the government's own reports."""
    column = data_of("words")["column"]
    if names_year(words):
        return float(column["year_points"])
    return float(column["own_points"]) if pattern(column["own"]).search(words) else 0.0


def names_year(words: str) -> bool:
    """Whether words are a year and nothing else."""
    return bool(pattern(data_of("words")["column"]["year"]).search(words))


def names_report(words: str) -> bool:
    """Whether words are the title of one report: a row, no way to a column."""
    title = parse_title(words)
    return title is not None and title.year is not None


def weighed(lead: Lead, link: Link, stem: str) -> float:
    """What its place adds: a share of its parent's worth, less for each step, much less on another's host."""
    following = data_of("words")["following"]
    away = 0 if is_own(host_of(link.url), stem) else following["stranger"]
    return float(min(lead.points, 100) * following["share"] - following["step"] * (lead.depth + 1) - away)


def is_near(link: Link, stem: str) -> bool:
    """Whether a link that says nothing may still be one of the platform's parts: short words, on the portal's hosts."""
    return 0 < len(link.words) <= 16 and is_own(host_of(link.url), stem)
