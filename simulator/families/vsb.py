"""博达 VSB: `xxgknb.htm` is the newest page, `xxgknb/2.htm` and `xxgknb/1.htm` follow; articles below `/info/`."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from simulator.column import Publication
from simulator.families.base import Scene
from simulator.families.counted_down import CountedDown
from simulator.message import Answer, Asked, html_answer


@dataclass(frozen=True)
class Vsb(CountedDown):
    """`pager`: links or goto (the script alone).

    `twin_as`: a second address is the dynamic one, content ([V]), or stands in another column, tree ([I]).
    `by_number`: the column has no name of its own; it is asked for by its number, and its pages count up.
    """

    name: ClassVar[str] = "vsb"
    tree: str = "39378"
    stem: str = "/zfxxgk/xxgknb"
    by_number: bool = False
    twin_as: Literal["content", "tree"] = "content"

    @property
    def list_path(self) -> str:
        """The column."""
        return f"/list.jsp?{self._column}" if self.by_number else f"{self.stem}.htm"

    @property
    def _column(self) -> str:
        return f"urltype=tree.TreeTempUrl&wbtreeid={self.tree}"

    def page_path(self, scene: Scene, page: int) -> str:
        """Where a page stands, counted from 0 at the newest."""
        if not self.by_number or page == 0:
            return super().page_path(scene, page)
        return f"/list.jsp?totalpage={self.pages(scene)}&PAGENUM={page + 1}&{self._column}"

    def list_answer(self, scene: Scene, asked: Asked) -> Answer | None:
        """A page of the list; one that is asked for by number by its query too."""
        here = asked.target if self.by_number else asked.path
        pages = (page for page in range(self.pages(scene)) if here == self.page_path(scene, page))
        return next((html_answer(self._list_page(scene, page)) for page in pages), None)

    def numbered_path(self, number: int) -> str:
        """Below the column."""
        return f"{self.stem}/{number}.htm"

    def article_path(self, publication: Publication) -> str:
        """`/info/<tree>/<number>.htm`."""
        return f"/info/{self.tree}/{publication.number}.htm"

    def twin_path(self, original: Publication) -> str:
        """The dynamic form of the same address, or the article in another column."""
        if self.twin_as == "tree":
            return f"/info/1050/{original.number}.htm"
        return f"/content.jsp?urltype=news.NewsContentUrl&wbtreeid={self.tree}&wbnewsid={original.number}"

    def attachment_path(self, publication: Publication) -> str:
        """No extension: the file's name stands in the link's text alone."""
        number = publication.twin_of or publication.number
        return f"/system/_content/download.jsp?urltype=news.DownloadAttachUrl&owner=1457&wbfileid={number}"

    def attachment_link(self, publication: Publication) -> str:
        """A list of one."""
        address = self.attachment_path(publication).replace("&", "&amp;")
        name = f"{publication.title}.{self.suffix}"
        return f'<ul style="list-style-type:none"><li>附件【<a href="{address}">{name}</a>】</li></ul>'
