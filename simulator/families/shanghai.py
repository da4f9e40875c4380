"""上海: pages that count from 1, archives by year with addresses of no pattern, rows left behind in comments."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby
from math import ceil
from typing import ClassVar

from simulator.article import MARK
from simulator.column import Publication
from simulator.families.base import Family, Scene
from simulator.markup import row_html, shell, variant
from simulator.message import Answer, Asked, html_answer

# Folders of archives, taken in turn: nothing in them tells the year ([V] irregular).
PREFIXES = ("nw{}", "{}nb", "zwgk-{}", "nw12{}")


@dataclass(frozen=True)
class Shanghai(Family):
    """`archives`: the column's page links one list a year, and has no row itself.

    `hidden`: the year whose own report stands in a comment alone; every page repeats its first row in a comment too.
    """

    name: ClassVar[str] = "shanghai"
    pager: str = "jquery"
    column: str = "nw12344"
    archives: bool = False
    hidden: int | None = None

    @property
    def list_path(self) -> str:
        """The column."""
        return f"/{self.column}/index.html"

    def article_path(self, publication: Publication) -> str:
        """`/nw12344/YYYYMMDD/<32 hex>.html`; reports of the years before 2018 have the city's older addresses."""
        if publication.year < 2018:
            return f"/nw42847/{publication.date:%Y%m%d}/0001-42847_{publication.number}.html"
        name = sha256(f"shanghai {publication.number}".encode()).hexdigest()[:32]
        return f"/{self.column}/{publication.date:%Y%m%d}/{name}.html"

    def attachment_path(self, publication: Publication) -> str:
        """In a folder of files."""
        number = publication.twin_of or publication.number
        return f"/cmsres/{number % 97:02}/{sha256(f'file {number}'.encode()).hexdigest()[:32]}.{self.suffix}"

    def attachment_link(self, publication: Publication) -> str:
        """With the name in the link's text."""
        return f'<p>附件：<a href="{self.attachment_path(publication)}">{publication.title}.{self.suffix}</a></p>'

    def list_answer(self, scene: Scene, asked: Asked) -> Answer | None:
        """The index of the archives, or a page of a list."""
        if self.archives and asked.path == self.list_path:
            return html_answer(self._index(scene))
        for first, column in self.lists(scene.column):
            for page in range(ceil(len(column) / self.per_page)):
                if asked.path == page_path(first, page):
                    return html_answer(self._list_page(scene, column, page))
        return None

    def lists(self, column: Sequence[Publication]) -> Iterator[tuple[str, Sequence[Publication]]]:
        """Every list with the address of its first page; archives newest first."""
        standing = [one for one in column if not self._is_hidden(one)]
        if not self.archives:
            yield self.list_path, standing
            return
        for year, rows in groupby(standing, key=lambda one: one.date.year):
            yield f"/{PREFIXES[year % len(PREFIXES)].format(year * 7 % 9973)}/index.html", list(rows)

    def _index(self, scene: Scene) -> str:
        links = (
            variant("shanghai", "archive", "h4").substitute(href=first, year=column[0].date.year)
            for first, column in self.lists(scene.column)
        )
        return shell("shanghai_list").substitute(site=scene.site, mark=MARK, rows="\n".join(links), pager="")

    def _list_page(self, scene: Scene, column: Sequence[Publication], page: int) -> str:
        rows = column[page * self.per_page : (page + 1) * self.per_page]
        markup = [self._row(one) for one in rows]
        markup[1:1] = [f"<!-- {self._row(one)} -->" for one in (rows[0], *filter(self._is_hidden, scene.column))]
        return shell("shanghai_list").substitute(
            site=scene.site,
            mark=MARK,
            rows="\n".join(markup),
            pager=variant("shanghai", "pager", self.pager).substitute(
                pages=ceil(len(column) / self.per_page), page=page + 1
            ),
        )

    def _row(self, publication: Publication) -> str:
        return row_html("shanghai", self.rows_as, publication, self.address(publication))

    def _is_hidden(self, publication: Publication) -> bool:
        return publication.year == self.hidden and publication.kind in ("own_report", "twin")


def page_path(first: str, page: int) -> str:
    """Where a page stands, counted from 0: page 2 is `index_2.html`."""
    return first.replace("index.html", f"index_{page + 1}.html") if page else first
