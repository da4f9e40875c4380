"""广东 gkmlpt: the catalogue stands in a script of the index page, lists and articles are data that scripts show."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any, ClassVar

from simulator.article import MARK, article_html
from simulator.column import Publication
from simulator.families.base import Family, Scene, has_attachment
from simulator.markup import row_html, shell
from simulator.message import Answer, Asked, html_answer, typed_answer

CATEGORY, EARLIER = 17, 18
# Publications from this year on are in the category itself, where it has another one for earlier years.
LATE = 2023


@dataclass(frozen=True)
class Gkmlpt(Family):
    """`nested`: the category has another one below it, which holds the earlier years. `quoted`: whether the catalogue
    is written as JSON. `prints`: the article's page prints its body too. `folders`: no catalogue, the column is divided
    into folders by year ([V] 广州), whose pages link each other. Pages have 100 rows ([V]); `per_page` makes several.
    """

    name: ClassVar[str] = "gkmlpt"
    per_page: int = 25
    sid: str = "755901"
    base: str = ""
    nested: bool = False
    quoted: bool = True
    prints: bool = False
    folders: bool = False
    folder: str = "/zfxxgknb/bm/"

    @property
    def list_path(self) -> str:
        """The index page, or the column."""
        return self.folder if self.folders else f"{self.base}/gkmlpt/index"

    def article_path(self, publication: Publication) -> str:
        """`content/4/4005/post_4005001.html`, or in the folder of its year."""
        number = 4_000_000 + publication.number
        if self.folders:
            return f"{self.folder}{publication.year}n/content/post_{number}.html"
        return f"{self.base}/gkmlpt/content/{number // 10**6}/{number // 10**3}/post_{number}.html"

    def twin_path(self, original: Publication) -> str:
        """The page for telephones ([V] 番禺)."""
        return self.article_path(original).replace("/post_", "/mpost_")

    def attachment_path(self, publication: Publication) -> str:
        """`/attachment/…/<number of the article>.pdf` ([V])."""
        number = publication.twin_of or publication.number
        return f"{self.base}/attachment/0/{number // 10**3}/{number}/{4_000_000 + number}.{self.suffix}"

    def attachment_link(self, publication: Publication) -> str:
        """In the body."""
        return f'<p>附件：<a href="{self.attachment_path(publication)}">{publication.title}.{self.suffix}</a></p>'

    def article(self, scene: Scene, publication: Publication) -> str:
        """A page whose body a script shows."""
        has_tables = self.tables_in == "page" or not has_attachment(publication)
        body = article_html(publication, scene.place, scene.host, with_tables=has_tables)
        attached = self.attachment_link(publication) if has_attachment(publication) else ""
        content = f"<p>{MARK}</p>\n{body}\n{attached}"
        detail = {
            "id": 4_000_000 + (publication.twin_of or publication.number),
            "title": publication.title,
            "publisher": publication.publisher,
            "display_publish_time": f"{publication.date} 10:12:00",
            "content": content,
        }
        return shell("gkmlpt_article").substitute(
            site=scene.site,
            mark=MARK,
            title=publication.title,
            detail=written(detail),
            sid=self.sid,
            shown=f'<h1>{publication.title}</h1><div class="article-content">{content}</div>' if self.prints else "",
        )

    def list_answer(self, scene: Scene, asked: Asked) -> Answer | None:
        """The index page, a page of a category, or a page of a folder."""
        if self.folders:
            return self._folder_answer(scene, asked)
        if asked.path == self.list_path:
            page = shell("gkmlpt_index").substitute(site=scene.site, mark=MARK, sid=self.sid, tree=self._tree(scene))
            return html_answer(page)
        for category in self._categories(scene):
            if asked.path == f"{self.base}/gkmlpt/api/all/{category}":
                return self._api(scene, category, asked.fields)
        return None

    def _categories(self, scene: Scene) -> Mapping[int, tuple[str, Sequence[Publication]]]:
        if not self.nested:
            return {CATEGORY: ("政府信息公开年报", scene.column)}
        late = [one for one in scene.column if one.year >= LATE]
        early = [one for one in scene.column if one.year < LATE]
        return {CATEGORY: ("政府信息公开年报", late), EARLIER: ("历年", early)}

    def _tree(self, scene: Scene) -> str:
        names = {number: name for number, (name, _) in self._categories(scene).items()}
        below = [node(EARLIER, names[EARLIER])] if self.nested else []
        open_to_all = [node(15, "部门文件"), node(CATEGORY, names[CATEGORY], below), node(19, "统计年报")]
        tree = [node(11, "政府信息公开指南"), node(12, "法定主动公开内容", open_to_all), node(20, "依申请公开")]
        if self.quoted:
            return json.dumps(tree)
        bare = json.dumps(tree, ensure_ascii=False)
        for name in tree[0]:
            bare = bare.replace(f'"{name}":', f"{name}:")
        return bare.replace('"', "'")

    def _api(self, scene: Scene, category: int, fields: Mapping[str, str]) -> Answer:
        name, column = self._categories(scene)[category]
        known = column if fields.get("sid") == self.sid else ()
        page = max(int(fields.get("page", "1")), 1)
        articles = [self._found(scene, one, name) for one in known[(page - 1) * self.per_page : page * self.per_page]]
        told = {"classify": {"id": category, "name": name, "post_count": len(known)}, "total": len(known)}
        return typed_answer(json.dumps({**told, "articles": articles}), "application/json")

    def _found(self, scene: Scene, publication: Publication, category: str) -> dict[str, Any]:
        address = self.address(publication)
        return {
            "id": 4_000_000 + publication.number,
            "title": publication.title,
            "url": address if "://" in address else f"http://{scene.host}{address}",
            "post_url": "",
            "created_at": f"{publication.date} 10:00:00",
            "display_publish_time": f"{publication.date} 10:12:00",
            "publisher": publication.publisher,
            "classify_main_name": category,
            "attachment": [],
        }

    # --- folders by year ----------------------------------------------------------------------------------------------

    def _folder_answer(self, scene: Scene, asked: Asked) -> Answer | None:
        years = sorted({one.year for one in scene.column}, reverse=True)
        for year in years:
            rows = [one for one in scene.column if one.year == year]
            pages = ceil(len(rows) / self.per_page)
            for page in range(pages):
                if asked.path in self._folder_paths(year, page, years):
                    return html_answer(self._folder_page(scene, rows, page, years, year))
        return None

    def _folder_paths(self, year: int, page: int, years: Sequence[int]) -> Sequence[str]:
        own = f"{self.folder}{year}n/index_{page + 1}.html" if page else f"{self.folder}{year}n/"
        return (own, self.folder) if page == 0 and year == years[0] else (own,)

    def _folder_page(
        self, scene: Scene, rows: Sequence[Publication], page: int, years: Sequence[int], year: int
    ) -> str:
        shown = rows[page * self.per_page : (page + 1) * self.per_page]
        tabs = "".join(f'<a href="{self.folder}{one}n/">{one}年</a>' for one in years)
        pages = ceil(len(rows) / self.per_page)
        links = "".join(
            f'<a href="{self.folder}{year}n/index_{number}.html">{number}</a>' for number in range(2, pages + 1)
        )
        return shell("gkmlpt_folder").substitute(
            site=scene.site,
            mark=MARK,
            tabs=tabs,
            rows="\n".join(row_html("gkmlpt", self.rows_as, one, self.address(one)) for one in shown),
            pager=f'<div class="pages">{links}</div>' if links else "",
        )


def node(number: int, name: str, children: Sequence[Mapping[str, Any]] = ()) -> dict[str, Any]:
    """A category of the catalogue."""
    return {"id": number, "name": name, "jump_url": "", "post_count": 0, "children": list(children)}


def written(detail: Mapping[str, Any]) -> str:
    """Data as the portal writes them into a script: signs of markup as numbers ([V])."""
    return json.dumps(detail, ensure_ascii=False).replace("<", "\\u003C").replace(">", "\\u003E")
