"""Portals of no family in particular: lists that link their pages, articles under addresses of many kinds."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import ClassVar, Literal
from uuid import UUID, uuid5

from simulator.article import MARK
from simulator.column import Publication
from simulator.families.base import Family, Scene
from simulator.markup import row_html, shell, variant
from simulator.message import Answer, Asked, html_answer

NAMES = UUID("0f6f2f7e-31b4-4a57-9d0f-6f1f2ad6b8f5")
COLUMN = "985b0000-0000-4000-8000-000000000001"

# How the pages of a list are named: the first one, then page $page ($before: the number less one).
NAMING = {
    "from 1": ("/columns/{column}/index.html", "/columns/{column}/index_{page}.html"),
    "from 0": ("/xxgk/zfxxgknb/", "/xxgk/zfxxgknb/index_{before}.html"),
    "query": ("/gongkai/list?channel=nb", "/gongkai/list?channel=nb&page={page}"),
    "aspx": (
        "/InfoPublic.aspx?cid=1019&pid=971&page=1&kw=",
        "/InfoPublic.aspx?cid=1019&pid=971&page={page}&kw=",
    ),
    "folder": ("/xxgk-xxgknb/", "/xxgk-xxgknb/{page}.html"),
}
# [V] all but aspx, of which only a list is known.
ARTICLES = {
    "columns": "/columns/{column}/{day:%Y%m/%d}/{uuid}.html",
    "gongkai": "/gongkai/show/{uuid.hex}.html",
    "artview": "/zfxxgk_wu/artview/195/{number}.html?nbYear={year}&orgCode=A01A01",
    "c": "/c/{day:%Y-%m-%d}/{number}.shtml",
    "aspx": "/InfoPublicShow.aspx?id={number}",
}


@dataclass(frozen=True)
class Static(Family):
    """`naming`: of pages; `articles`: of articles. `pager`: numbers (1 2 3, 下一页, 尾页, 共N页), last (下一页
    and 尾页), next (下一页 alone); each page but the first links the one before it.
    """

    name: ClassVar[str] = "static"
    naming: Literal["from 1", "from 0", "query", "aspx", "folder"] = "from 1"
    articles: Literal["columns", "gongkai", "artview", "c", "aspx"] = "columns"
    pager: Literal["numbers", "last", "next"] = "numbers"

    @property
    def list_path(self) -> str:
        """The first page."""
        return self.page_path(0)

    def page_path(self, page: int) -> str:
        """Where a page stands, counted from 0."""
        template = NAMING[self.naming][min(page, 1)]
        return template.format(column=COLUMN, page=page + 1, before=page)

    def article_path(self, publication: Publication) -> str:
        """By its kind of address."""
        number, day = publication.number, publication.date
        uuid = uuid5(NAMES, str(number))
        return ARTICLES[self.articles].format(column=COLUMN, uuid=uuid, number=number, day=day, year=publication.year)

    def attachment_path(self, publication: Publication) -> str:
        """In a folder of files."""
        number = publication.twin_of or publication.number
        return f"/files/{publication.date:%Y%m}/{uuid5(NAMES, f'file {number}')}.{self.suffix}"

    def attachment_link(self, publication: Publication) -> str:
        """With the name in the link's text."""
        return f'<p>附件：<a href="{self.attachment_path(publication)}">{publication.title}.{self.suffix}</a></p>'

    def list_answer(self, scene: Scene, asked: Asked) -> Answer | None:
        """A page of the list."""
        here = asked.target if "?" in self.list_path else asked.path
        pages = (page for page in range(self.pages(scene)) if here == self.page_path(page))
        return next((html_answer(self._list_page(scene, page)) for page in pages), None)

    def _list_page(self, scene: Scene, page: int) -> str:
        rows = (row_html("static", self.rows_as, one, self.address(one)) for one in self.rows_of(scene, page))
        return shell("static_list").substitute(
            site=scene.site, mark=MARK, rows="\n".join(rows), pager="\n".join(self._pager(scene, page))
        )

    def _pager(self, scene: Scene, page: int) -> Iterator[str]:
        pages = self.pages(scene)
        if page:
            yield self._link("上一页", page - 1)
        if self.pager == "numbers":
            here = variant("static", "pager", "here").substitute(page=page + 1)
            yield from (self._link(str(one + 1), one) if one != page else here for one in range(pages))
        if page + 1 < pages:
            yield self._link("下一页&gt;", page + 1)
            if self.pager != "next":
                yield self._link("尾页", pages - 1)
        if self.pager == "numbers":
            yield variant("static", "pager", "pages").substitute(pages=pages)

    def _link(self, word: str, page: int) -> str:
        return variant("static", "pager", "link").substitute(word=word, href=escape(self.page_path(page)))
