"""What every kind of portal does alike: lists, articles, their second addresses, files beside them."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import ClassVar

from simulator.article import MARK, article_html
from simulator.attachment import MIMES, TablesIn, file_bytes
from simulator.column import Publication
from simulator.markup import shell
from simulator.message import Answer, Asked, html_answer, typed_answer
from simulator.places import Place

ATTACHED_FROM = 2019


@dataclass(frozen=True, slots=True)
class Scene:
    """What stands on the portal at the moment it is asked; `column` newest first."""

    place: Place
    host: str
    column: Sequence[Publication]

    @property
    def site(self) -> str:
        """The portal's name."""
        return f"{self.place.government}门户网站"


@dataclass(frozen=True)
class Family(ABC):
    """A kind of portal software. Its fields are switches; `rows_as` and `pager` name variants of `markup.toml`.

    `tables_in`: where the tables of a report with a file stand: in its page, or in that file alone, which then says
    nothing else, neither whose it is nor of which year.
    """

    name: ClassVar[str]
    per_page: int = 20
    rows_as: str = "li"
    tables_in: TablesIn = "page"

    @property
    def suffix(self) -> str:
        """Of the files beside reports."""
        return "pdf" if self.tables_in == "page" else self.tables_in

    @property
    @abstractmethod
    def list_path(self) -> str:
        """Where the list begins."""

    @abstractmethod
    def article_path(self, publication: Publication) -> str:
        """Where an article stands."""

    def twin_path(self, original: Publication) -> str:
        """A second address of the same article: its page for telephones ([V] 綦江), where the family has no other."""
        return wap_path(self.article_path(original))

    @abstractmethod
    def attachment_path(self, publication: Publication) -> str:
        """Where an article's file stands."""

    @abstractmethod
    def list_answer(self, scene: Scene, asked: Asked) -> Answer | None:
        """A page of the list, however it is asked for; None where something else was asked."""

    @abstractmethod
    def attachment_link(self, publication: Publication) -> str:
        """The markup that leads from an article to its file."""

    def address(self, publication: Publication) -> str:
        """Path (or, of a foreign row, full address) of whatever a row leads to."""
        if publication.address:
            return publication.address
        if publication.twin_of is not None:
            return self.twin_path(replace(publication, number=publication.twin_of))
        return self.article_path(publication)

    def answer(self, scene: Scene, asked: Asked) -> Answer | None:
        """The answer of this kind of portal; None where nothing stands at the address."""
        tried = (self.list_answer, self._article_answer, self._attachment_answer)
        return next((answer for ask in tried if (answer := ask(scene, asked)) is not None), None)

    def pages(self, scene: Scene) -> int:
        """How many pages the list has."""
        return ceil(len(scene.column) / self.per_page)

    def rows_of(self, scene: Scene, page: int) -> Sequence[Publication]:
        """The rows of a page, counted from 0 at the newest."""
        return scene.column[page * self.per_page : (page + 1) * self.per_page]

    def _article_answer(self, scene: Scene, asked: Asked) -> Answer | None:
        standing = {self.address(one): one for one in scene.column}
        publication = standing.get(asked.target) or standing.get(asked.path)
        return None if publication is None else html_answer(self.article(scene, publication))

    def _attachment_answer(self, scene: Scene, asked: Asked) -> Answer | None:
        files = {self.attachment_path(one): one for one in scene.column if has_attachment(one)}
        publication = files.get(asked.target)
        if publication is None:
            return None
        return typed_answer(file_bytes(publication, self.tables_in), MIMES[self.suffix])

    def article(self, scene: Scene, publication: Publication) -> str:
        """The page of an article."""
        with_tables = self.tables_in == "page" or not has_attachment(publication)
        return shell(f"{self.name}_article").substitute(
            site=scene.site,
            mark=MARK,
            title=publication.title,
            date=publication.date.isoformat(),
            body=article_html(publication, scene.place, scene.host, with_tables=with_tables),
            attachment=self.attachment_link(publication) if has_attachment(publication) else "",
        )


def has_attachment(publication: Publication) -> bool:
    """Whether a file lies beside the article: the place's own reports of later years."""
    is_own = publication.kind in ("own_report", "twin")
    return is_own and publication.attached and publication.year >= ATTACHED_FROM


def wap_path(path: str) -> str:
    """Where the page for telephones of an article stands."""
    before, question, query = path.partition("?")
    stem, dot, extension = before.rpartition(".")
    return f"{stem}_wap{dot}{extension}{question}{query}"
