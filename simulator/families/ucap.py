"""开普云 ucap: `xxx.shtml` shows the first rows, a script asks for all of them as JSON, bodies included."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from math import ceil
from typing import Any, ClassVar

from simulator.article import MARK, article_html
from simulator.column import Publication
from simulator.families.base import Family, Scene, has_attachment
from simulator.markup import row_html, shell, variant
from simulator.message import Answer, Asked, html_answer, typed_answer

JSON = "application/json; charset=utf-8"
# [I] Where the list of 苏州 is asked for; the shape of the call is known.
POSTED = "/szlist/api/list"


@dataclass(frozen=True)
class Ucap(Family):
    """`paging`: json ([V]), post ([V] 苏州: a form) or static ([V] 昆山: pages that a script names).

    `api`: `/searchList` and `/search` on other portals ([V]). `named_by`: how the column page names its channel: `call`
    or `script`. `bodies`: whether the rows of the JSON hold the articles. `preview`: rows that the column page shows.
    """

    name: ClassVar[str] = "ucap"
    per_page: int = 15
    paging: str = "json"
    api: str = "/common/search"
    named_by: str = "call"
    bodies: bool = True
    preview: int = 5
    channel: str = "9f0c6b1d2e3a4f5061728394a5b6c7d8"
    folder: str = "/wuxian/gknb"

    @property
    def stem(self) -> str:
        """What the pages of a static list are called."""
        return "common_list" if self.paging == "static" else "gknb"

    @property
    def list_path(self) -> str:
        """The column page."""
        return f"{self.folder}/{self.stem}.shtml"

    def article_path(self, publication: Publication) -> str:
        """`YYYYMM/<32hex>.shtml`."""
        name = sha256(str(publication.number).encode()).hexdigest()[:32]
        return f"{self.folder}/{publication.date:%Y%m}/{name}.shtml"

    def twin_path(self, original: Publication) -> str:
        """The same article in another column."""
        return self.article_path(original).replace(self.folder, "/wuxian/zwgk/zxgk")

    def attachment_path(self, publication: Publication) -> str:
        """In the article's folder."""
        number = publication.twin_of or publication.number
        name = sha256(f"file {number}".encode()).hexdigest()[:32]
        return f"{self.folder}/{publication.date:%Y%m}/{name}/files/{number}.{self.suffix}"

    def attachment_link(self, publication: Publication) -> str:
        """From the root."""
        return f'<p>附件：<a href="{self.attachment_path(publication)}">{publication.title}.{self.suffix}</a></p>'

    def list_answer(self, scene: Scene, asked: Asked) -> Answer | None:
        """The column page, or what its script asks for."""
        if self.paging == "json" and asked.path == f"{self.api}/{self.channel}":
            return self._json(scene, int(asked.fields.get("page", "1")), int(asked.fields.get("_pageSize", "15")))
        if self.paging == "post" and asked.path == POSTED and asked.fields.get("channel_id") == self.channel:
            page, size = int(asked.fields.get("pageIndex", "1")), int(asked.fields.get("pageSize", "15"))
            return self._json(scene, page, size) if asked.method == "POST" else None
        for page in range(self.pages(scene) if self.paging == "static" else 1):
            if asked.path == (f"{self.folder}/{self.stem}_{page + 1}.shtml" if page else self.list_path):
                return html_answer(self._list_page(scene, page))
        return None

    def _list_page(self, scene: Scene, page: int) -> str:
        rows = self.rows_of(scene, page) if self.paging == "static" else scene.column[: self.preview]
        pager = variant("ucap", "pager", f"{self.paging}_{self.named_by}" if self.paging == "json" else self.paging)
        return shell("ucap_list").substitute(
            site=scene.site,
            mark=MARK,
            rows="\n".join(row_html("ucap", self.rows_as, one, self.address(one)) for one in rows),
            pager=pager.substitute(
                api=self.api if self.paging == "json" else POSTED,
                channel=self.channel,
                size=self.per_page,
                pages=self.pages(scene),
                page=page + 1,
                stem=self.stem,
                rows=len(scene.column),
            ),
        )

    def _json(self, scene: Scene, page: int, size: int) -> Answer:
        shown: Sequence[Publication] = scene.column[(page - 1) * size : page * size]
        found = [self._found(scene, one) for one in shown]
        data = {"total": len(scene.column), "page": page, "rows": size, "results": found}
        told = {"data": data, "pages": ceil(len(scene.column) / size)}
        return typed_answer(json.dumps(told, ensure_ascii=False), JSON)

    def _found(self, scene: Scene, publication: Publication) -> dict[str, Any]:
        values = {"source": publication.publisher, "pubdate": publication.date.isoformat(), "refno": ""}
        metas = [{"key": key, "value": value} for key, value in values.items()]
        body = article_html(publication, scene.place, scene.host, with_tables=self._has_tables(publication))
        attached = self.attachment_link(publication) if has_attachment(publication) else ""
        return {
            "title": publication.title,
            "subTitle": "",
            "url": self.address(publication),
            "content": publication.title,
            "contentHtml": f"<p>{MARK}</p>\n{body}\n{attached}" if self.bodies else "",
            "publishedTimeStr": f"{publication.date} 09:00:00",
            "domainMetaList": [{"resultList": metas}],
        }

    def _has_tables(self, publication: Publication) -> bool:
        return self.tables_in == "page" or not has_attachment(publication)
