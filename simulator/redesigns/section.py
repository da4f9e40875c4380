"""A column of a portal: a list and its articles, written by one kind of software."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from simulator.column import Publication
from simulator.families import FAMILIES
from simulator.families.base import Family, Scene
from simulator.message import Answer, Asked
from simulator.places import Place
from simulator.redesigns.chance import Chance

# Kinds of software, each with what makes its addresses; drawn anew for every list.
Maker = Callable[[Chance], dict[str, Any]]
MAKERS: Mapping[str, Maker] = {
    "trs": lambda chance: {"folder": chance.folder(), "pager": chance.one_of(("createPageHTML", "createPage"))},
    "hanweb": lambda chance: {
        "column": str(chance.number(8)),
        "unit": str(chance.number(5)),
        "web": str(chance.number(4)),
        "column_report": None,
    },
    "vsb": lambda chance: {"tree": str(chance.number(5)), "stem": f"{chance.folder(1)}{chance.word()}"},
    "mh": lambda chance: {"column": f"{chance.word()}_{chance.word()}"},
    "shanghai": lambda chance: {"column": f"nw{chance.number(5)}"},
    "gkmlpt": lambda chance: {"base": f"/{chance.word()}", "sid": str(chance.number(6))},
    "longcom": lambda chance: {
        "site": str(chance.number(7)),
        "organ": str(chance.number(7)),
        "category": str(chance.number(7)),
    },
    "ucap": lambda chance: {"channel": chance.hexes(), "folder": chance.folder().rstrip("/")},
}


@dataclass(frozen=True)
class Section:
    """A list on a host. `column`: newest first; `signed`: who the articles say has made them, where that is not the
    place's government.
    """

    family: Family
    place: Place
    host: str
    column: Sequence[Publication]
    signed: str = ""

    @property
    def list_url(self) -> str:
        """Where the list begins."""
        return f"http://{self.host}{self.family.list_path}"

    def url_of(self, publication: Publication) -> str:
        """Where an article stands."""
        return f"http://{self.host}{self.family.article_path(publication)}"

    def own(self) -> dict[int, str]:
        """Where the government's own reports stand, by year."""
        return {one.year: self.url_of(one) for one in self.column if one.kind == "own_report"}

    def answer(self, asked: Asked) -> Answer | None:
        """A page of the list or an article; None where something else was asked."""
        scene = Scene(self.place, self.host, tuple(self.column))
        answer = self.family.answer(scene, asked)
        if answer is None or not self.signed:
            return answer
        said, signed = (f"本报告由{name}编制".encode() for name in (self.place.government, self.signed))
        return replace(answer, body=answer.body.replace(said, signed))

    def pages(self) -> list[str]:
        """The addresses that are known without asking: the list's first page, and every article."""
        return [self.family.list_path, *(self.family.article_path(one) for one in self.column)]


def made_family(name: str, chance: Chance, day: date | None = None, **switches: Any) -> Family:
    """Software of a kind with addresses of its own; `day`: on which all its articles were taken over, and which their
    addresses then tell. Files beside reports are left out.
    """
    kind = FAMILIES[name]
    made = kind(**{**MAKERS[name](chance), **switches})

    def article_path(self: Family, publication: Publication) -> str:
        return kind.article_path(self, replace(publication, date=day) if day else publication)

    def attachment_link(self: Family, publication: Publication) -> str:
        return ""

    own = type(f"Moved{kind.__name__}", (kind,), {"article_path": article_path, "attachment_link": attachment_link})
    moved: Family = own(**{one.name: getattr(made, one.name) for one in fields(made)})
    return moved


def numbered(column: Sequence[Publication], chance: Chance) -> list[Publication]:
    """The same publications with other numbers: those of another system."""
    first = chance.number(7)
    return [replace(one, number=first + 3 * place) for place, one in enumerate(column)]
