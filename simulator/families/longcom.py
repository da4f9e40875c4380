"""龙讯 Longcom (安徽): the column page holds the first rows, the others come as fragments of markup."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from simulator.article import MARK
from simulator.column import Publication
from simulator.families.base import Family, Scene
from simulator.markup import row_html, shell, variant
from simulator.message import Answer, Asked, html_answer

NOTHING = '<div class="clearfix xxgk_nav_none">\n<p class="xxgk_nav_tip">暂无相关信息</p>\n</div>\n'
# Reports from this year on have a controller of their own; those up to the other one are static pages.
OWN_CONTROLLER, STATIC = 2021, 2017


@dataclass(frozen=True)
class Longcom(Family):
    """`paging`: label ([V] fragments, the pager tells how many), chain (the same without a number) or pages ([V] the
    older `showList`). `prefix`: of a portal that stands below a folder of its host ([V] 祁门). `said_in`: where the
    column page names site, organ and category: `script` or `address` (organ and category there, the site in a meta).
    """

    name: ClassVar[str] = "longcom"
    per_page: int = 15
    paging: str = "label"
    said_in: str = "address"
    prefix: str = ""
    site: str = "6799999"
    organ: str = "6619999"
    category: str = "6719999"

    @property
    def list_path(self) -> str:
        """The column page."""
        if self.paging == "pages":
            return self._numbered(1)
        if self.said_in == "script":
            return f"{self.prefix}/xxgk/nb/index.html"
        return f"{self.prefix}/public/column/{self.organ}?type=4&action=list&nav=3&catId={self.category}"

    def _numbered(self, number: int) -> str:
        return f"{self.prefix}/openness/OpennessContent/showList/{self.organ}/{self.category}/page_{number}.html"

    def article_path(self, publication: Publication) -> str:
        """By what it is and how old."""
        number, day = publication.number, publication.date
        is_own = publication.kind in ("own_report", "twin")
        if is_own and publication.year <= STATIC:
            folder = f"{day.year}/{day.month}/{day.day}"
            return f"{self.prefix}/UserData/DocHtml/{self.organ[:3]}/{folder}/361855{number:07}.html"
        if is_own and publication.year >= OWN_CONTROLLER:
            return f"{self.prefix}/Xxgknb/show/{number}.html?type=1"
        if self.paging == "pages":
            return f"{self.prefix}/OpennessContent/show/{number}.html"
        return f"{self.prefix}/public/{self.organ}/{number}.html"

    def twin_path(self, original: Publication) -> str:
        """The same article asked for without the tab that is open."""
        return self.article_path(original).partition("?")[0]

    def attachment_path(self, publication: Publication) -> str:
        """In the folder of uploads."""
        number = publication.twin_of or publication.number
        return f"{self.prefix}/group6/M00/00/{number}/{number}.{self.suffix}"

    def attachment_link(self, publication: Publication) -> str:
        """From the root."""
        return f'<p>附件：<a href="{self.attachment_path(publication)}">{publication.title}.{self.suffix}</a></p>'

    def list_answer(self, scene: Scene, asked: Asked) -> Answer | None:
        """The column page, or a fragment of its list."""
        if self.paging == "pages":
            pages = (page for page in range(self.pages(scene)) if asked.path == self._numbered(page + 1))
            return next((html_answer(self._column_page(scene, page)) for page in pages), None)
        if asked.path == f"{self.prefix}/site/label/8888":
            return html_answer(self._fragment(scene, asked))
        here = asked.target if self.said_in == "address" else asked.path
        return html_answer(self._column_page(scene, 0)) if here == self.list_path else None

    def _column_page(self, scene: Scene, page: int) -> str:
        said = "script" if self.said_in == "script" and self.paging != "pages" else "nothing"
        ids = variant("longcom", "call", said).substitute(
            prefix=self.prefix, site=self.site, organ=self.organ, category=self.category, size=self.per_page
        )
        return shell("longcom_list").substitute(
            site=scene.site,
            mark=MARK,
            number=self.site,
            rows=self._rows(self.rows_of(scene, page)),
            pager=self._pager(scene, page),
            ids=ids,
        )

    def _rows(self, rows: Sequence[Publication]) -> str:
        return "\n".join(row_html("longcom", self.rows_as, one, self.address(one)) for one in rows)

    def _pager(self, scene: Scene, page: int) -> str:
        pages = self.pages(scene)
        return variant("longcom", "pager", self.paging).substitute(
            page=page + 1,
            pages=pages,
            size=self.per_page,
            rows=len(scene.column),
            next=self._numbered(min(page + 2, pages)),
            last=self._numbered(pages),
        )

    def _fragment(self, scene: Scene, asked: Asked) -> str:
        fields = asked.fields
        said = [fields.get(name, "") for name in ("labelName", "siteId", "organId")]
        category = fields.get("catId") or fields.get("catIds")
        known = [*said, category] == ["publicInfoList", self.site, self.organ, self.category]
        size, page = int(fields.get("pageSize", "15")), int(fields.get("pageIndex", "1"))
        rows = scene.column[(page - 1) * size : page * size] if known else ()
        if not rows:
            return NOTHING
        return f'<ul class="clearfix xxgk_nav_list">\n{self._rows(rows)}\n</ul>\n{self._pager(scene, page - 1)}\n'
