"""Lists whose first page is the newest and whose later pages count down to 1 (VSB, 闵行)."""

from abc import abstractmethod
from dataclasses import dataclass
from posixpath import dirname, relpath

from simulator.article import MARK
from simulator.families.base import Family, Scene
from simulator.markup import row_html, shell, variant
from simulator.message import Answer, Asked, html_answer


@dataclass(frozen=True)
class CountedDown(Family):
    """`pager`: a variant of `markup.toml`."""

    pager: str = "links"

    @abstractmethod
    def numbered_path(self, number: int) -> str:
        """Where the page with this number stands; 1 is the oldest."""

    def page_path(self, scene: Scene, page: int) -> str:
        """Where a page stands, counted from 0 at the newest: page 1 of N is number N-1, the last is number 1."""
        return self.numbered_path(self.pages(scene) - page) if page else self.list_path

    def list_answer(self, scene: Scene, asked: Asked) -> Answer | None:
        """A page of the list."""
        for page in range(self.pages(scene)):
            if asked.path == self.page_path(scene, page):
                return html_answer(self._list_page(scene, page))
        return None

    def _list_page(self, scene: Scene, page: int) -> str:
        here = dirname(self.page_path(scene, page))
        rows = enumerate(self.rows_of(scene, page))
        markup = (row_html(self.name, self.rows_as, one, _link(self.address(one), here), place) for place, one in rows)
        return shell(f"{self.name}_list").substitute(
            site=scene.site, mark=MARK, rows="\n".join(markup), pager=self._pager(scene, page, here)
        )

    def _pager(self, scene: Scene, page: int, here: str) -> str:
        pages = self.pages(scene)
        last = pages - 1
        return variant(self.name, "pager", self.pager).substitute(
            pages=pages,
            next=_link(self.page_path(scene, min(page + 1, last)), here),
            last=_link(self.page_path(scene, last), here),
        )


def _link(address: str, folder: str) -> str:
    return address if "://" in address or "?" in address else relpath(address, folder)
