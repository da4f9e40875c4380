"""博达 VSB: `xxgknb.htm` is the newest page, `xxgknb/2.htm` and `xxgknb/1.htm` follow; articles below `/info/`."""

from dataclasses import dataclass
from typing import ClassVar

from simulator.column import Publication
from simulator.families.counted_down import CountedDown


@dataclass(frozen=True)
class Vsb(CountedDown):
    """`pager`: links or goto (the script alone)."""

    name: ClassVar[str] = "vsb"
    tree: str = "39378"
    stem: str = "/zfxxgk/xxgknb"

    @property
    def list_path(self) -> str:
        """The column."""
        return f"{self.stem}.htm"

    def numbered_path(self, number: int) -> str:
        """Below the column."""
        return f"{self.stem}/{number}.htm"

    def article_path(self, publication: Publication) -> str:
        """`/info/<tree>/<number>.htm`."""
        return f"/info/{self.tree}/{publication.number}.htm"

    def twin_path(self, original: Publication) -> str:
        """The dynamic form of the same address."""
        return f"/content.jsp?urltype=news.NewsContentUrl&wbtreeid={self.tree}&wbnewsid={original.number}"

    def attachment_path(self, publication: Publication) -> str:
        """No extension: the file's name stands in the link's text alone."""
        number = publication.twin_of or publication.number
        return f"/system/_content/download.jsp?urltype=news.DownloadAttachUrl&owner=1457&wbfileid={number}"

    def attachment_link(self, publication: Publication) -> str:
        """A list of one."""
        address = self.attachment_path(publication).replace("&", "&amp;")
        return f'<ul style="list-style-type:none"><li>附件【<a href="{address}">{publication.title}.pdf</a>】</li></ul>'
