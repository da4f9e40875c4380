"""Our own sentences with published numbers put in: the sections of one page."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sample.catalogue import HERE, Page, read_toml
from sample.published import Published

PLACE = re.compile(r"\{([^}]+)\}")
MISSPELT = {"行政复议、行政诉讼": "行政法复议、行政诉讼"}


@dataclass(frozen=True, slots=True)
class Part:
    """A section: its heading, then its table (t2, t3, t4, annex) or picture, then its paragraphs."""

    heading: str
    table: str
    picture: str
    paragraphs: tuple[str, ...]


def parts_of(page: Page, figures: Published) -> tuple[Part, ...]:
    """The preamble (a part without heading) and the sections."""
    data = read_toml(HERE / "prose" / f"{page.prose}.toml")
    fill = _filler(page, figures)
    preamble = Part("", "", "", tuple(map(fill, data["preamble"])))
    return (preamble, *(_part(section, page, fill) for section in data["section"]))


def _part(section: Mapping[str, Any], page: Page, fill: Callable[[str], str]) -> Part:
    heading: str = section["heading"]
    paragraphs = [fill(text) for text in section.get("paragraphs", ())]
    if page.remark and heading.startswith("五、"):
        paragraphs.append(page.remark)
    if "misspelt_heading" in page.traps:
        for right, wrong in MISSPELT.items():
            heading = heading.replace(right, wrong)
    return Part(heading, section.get("table", ""), section.get("picture", ""), tuple(paragraphs))


def _filler(page: Page, figures: Published) -> Callable[[str], str]:
    def value(place: re.Match[str]) -> str:
        return str(page.year) if place[1] == "year" else figures.total(place[1])

    return lambda text: PLACE.sub(value, text)
