"""闵行's own CMS: `List/list_0.htm` is the newest page, the others count down to `list_1.htm`; articles have uuids."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID, uuid5

from simulator.column import Publication
from simulator.families.counted_down import CountedDown

APP = "/mh-xxgk-cms/website/mh_xxgk"
NAMES = UUID("6f5f3c7e-6f0d-4b5e-9a43-2a7d6f4f9c11")


@dataclass(frozen=True)
class Mh(CountedDown):
    """`pager`: script or links; of either only the names of the pages are known."""

    name: ClassVar[str] = "mh"
    pager: str = "script"
    column: str = "gknb_qzfnb"

    @property
    def list_path(self) -> str:
        """The newest page."""
        return self.numbered_path(0)

    def numbered_path(self, number: int) -> str:
        """In the column's folder `List`."""
        return f"{APP}/{self.column}/List/list_{number}.htm"

    def article_path(self, publication: Publication) -> str:
        """`…/content/<uuid>.htm`."""
        return f"{APP}/{self.column}/content/{uuid5(NAMES, str(publication.number))}.htm"

    def twin_path(self, original: Publication) -> str:
        """The same article in the office's own column."""
        return f"{APP}/xxgk_qzfb_gknb/content/{uuid5(NAMES, str(original.number))}.htm"

    def attachment_path(self, publication: Publication) -> str:
        """In the folder of uploads."""
        number = publication.twin_of or publication.number
        return f"/mh-xxgk-cms/UploadPath/uploadfile/{publication.date}/{uuid5(NAMES, f'file {number}')}.{self.suffix}"

    def attachment_link(self, publication: Publication) -> str:
        """As the portal marks it."""
        name = f"{publication.title}.{self.suffix}"
        link = f'<a href="{self.attachment_path(publication)}" download="{name}">{name}</a>'
        return f'<div class="xx_attach">{link}</div>'
