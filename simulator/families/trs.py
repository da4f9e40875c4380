"""TRS WCM (拓尔思): static pages `index.html`, `index_1.html` …; how many there are stands in a script alone."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from math import ceil
from posixpath import relpath
from typing import ClassVar
from urllib.parse import urljoin

from simulator.article import MARK
from simulator.column import Publication
from simulator.families.base import Family, Scene
from simulator.markup import row_html, shell, variant
from simulator.message import Answer, Asked, html_answer, typed_answer

# A template that the browser fills; no row of the page (avalon, [V] 平潭).
TEMPLATE = """<div class="rules_tabs_01" ms-visible="!showStatic" style="display: none">
<dl ms-if="list.length>0" ms-repeat="list"><dd><a ms-attr-href="el.chnldocurl" ms-text="el.doctitle"></a></dd>
<dd ms-text="el.docreltime|date('yyyy-MM-dd')"></dd></dl></div>
<div class="page_base" ms-controller="list_pagebar" ms-include-src="pgTemp" ms-if="pageCount>0"></div>"""
# [V-prose] ministries: what stands beyond the last page.
STUB = (
    "<!DOCTYPE html><html><head><meta charset='utf-8'><title>信息公开年报</title></head><body>"
    f"<div class='list'><ul></ul></div><!-- {'-' * 200} --></body></html>"
)
AROUND = {"li": ('<ul class="rows">', "</ul>"), "tr": ("<table>", "</table>"), "dl": ("<div>", "</div>")}


@dataclass(frozen=True)
class Trs(Family):
    """`pager`: createPageHTML, createPageHTML_rows, createPage, countPage, all_in_one (a script leafs through
    page 1). `rows_as`: li, tr, dl, script. `stubs`: beyond the last page stand pages of some 350 bytes without rows.

    `search`: only the first ten rows stand in the page, all of them come by `POST /fjdzapp/search` (福建); there the
    own report of the year `file_only` leads straight to its file. `declares`: the list says how many rows it has.
    """

    name: ClassVar[str] = "trs"
    pager: str = "createPageHTML"
    folder: str = "/zwgk/zfxxgk/zfxxgknb/"
    extension: str = "html"
    search: bool = False
    channel: str = "200210"
    file_only: int | None = None
    declares: bool = False
    stubs: bool = False

    @property
    def list_path(self) -> str:
        """The folder; `index.html` in it is the same page."""
        return self.folder

    def article_path(self, publication: Publication) -> str:
        """`YYYYMM/tYYYYMMDD_<number>`; the date is that of its making, not of its publication ([V] 平潭)."""
        made = publication.date + timedelta(days=3)
        return f"{self.folder}{made:%Y%m}/t{made:%Y%m%d}_{publication.number}.{self.extension}"

    def attachment_path(self, publication: Publication) -> str:
        """In the article's folder: `P0YYYYMMDD….pdf`."""
        number = publication.twin_of or publication.number
        return urljoin(self.article_path(publication), f"./P0{publication.date:%Y%m%d}{number:09}.{self.suffix}")

    def attachment_link(self, publication: Publication) -> str:
        """Relative to the article."""
        name = self.attachment_path(publication).rpartition("/")[2]
        return f'<p class="files">附件：<a href="./{name}">{publication.title}原件.{self.suffix}</a></p>'

    def list_answer(self, scene: Scene, asked: Asked) -> Answer | None:
        """`index.html`, `index_1.html` …, or the search of the Fujian group."""
        if self.search and asked.path == "/fjdzapp/search":
            return self._search_answer(scene, asked) if asked.method == "POST" else None
        for page in range(1 if self.search else self.pages(scene)):
            if asked.path in self._page_paths(page):
                return html_answer(self._list_page(scene, page))
        numbered = re.fullmatch(rf"{re.escape(self.folder)}index_\d+\.{self.extension}", asked.path)
        return html_answer(STUB) if self.stubs and numbered else None

    def pages(self, scene: Scene) -> int:
        """How many pages the list has."""
        return 1 if self.pager == "all_in_one" else super().pages(scene)

    def rows_of(self, scene: Scene, page: int) -> Sequence[Publication]:
        """The rows of a page, counted from 0 at the newest."""
        return scene.column if self.pager == "all_in_one" else super().rows_of(scene, page)

    def _page_paths(self, page: int) -> Sequence[str]:
        if page:
            return (f"{self.folder}index_{page}.{self.extension}",)
        return (self.folder, f"{self.folder}index.{self.extension}")

    def _list_page(self, scene: Scene, page: int) -> str:
        before, after = AROUND.get(self.rows_as, ("", ""))
        rows = scene.column[:10] if self.search else self.rows_of(scene, page)
        return shell("trs_list").substitute(
            site=scene.site,
            host=scene.host,
            mark=MARK,
            before_rows=before,
            rows="\n".join(row_html("trs", self.rows_as, one, self._href(one)) for one in rows),
            after_rows=after + (TEMPLATE if self.search else ""),
            pager="" if self.search else self._pager(scene, page),
        )

    def _href(self, publication: Publication) -> str:
        address = self.address(publication)
        return address if "://" in address else f"./{relpath(address, self.folder)}"

    def _pager(self, scene: Scene, page: int) -> str:
        rows = len(scene.column)
        said = f"共<em>{rows}</em>条 " if self.declares else ""
        pager = variant("trs", "pager", self.pager)
        return said + pager.substitute(rows=rows, pages=self.pages(scene), page=page, extension=self.extension)

    def _search_answer(self, scene: Scene, asked: Asked) -> Answer:
        fields = asked.fields
        found = scene.column if fields.get("channelid") == self.channel else ()
        size, page = int(fields.get("prepage", "10")), int(fields.get("page", "1"))
        shown = found[(page - 1) * size : page * size]
        data = [self._found(scene, one) for one in shown]
        told = {"pageCount": ceil(len(found) / size), "count": len(found), "data": data}
        return typed_answer(json.dumps(told, ensure_ascii=False), "application/json; charset=utf-8")

    def _found(self, scene: Scene, publication: Publication) -> dict[str, str]:
        is_file = publication.kind == "own_report" and publication.year == self.file_only
        address = self.attachment_path(publication) if is_file else self.address(publication)
        url = address if "://" in address else f"http://{scene.host}{address}"
        return {
            "doctitle": publication.title,
            "docpuburl": url,
            "chnldocurl": url,
            "pubdate": f"{publication.date} 10:20:00",
            "docreltime": f"{publication.date} 10:20:00",
            "fileno": "",
            "docsourcename": publication.publisher,
            "puborg": publication.publisher,
            "idxid": f"XX0000-0000-{publication.number}",
            "chnlid": "1813",
            "doctype": "20",
        }
