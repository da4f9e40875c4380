"""Reports whose whole body a row of a JSON list holds: kept until their own page has come, or has not."""

from dataclasses import dataclass, field, replace

from scrapy.http import Response

from crawler.items import FetchedPage, ListRow
from nianbao.domain.capture import Capture
from nianbao.domain.carried import NoSuchPart, article_in


@dataclass(frozen=True, slots=True)
class ListedBody:
    """A row's body as a page, and the capture of it: the list's answer, the row's place in it as the record's part."""

    row: ListRow
    page: bytes
    capture: Capture


@dataclass(slots=True)
class ListedBodies:
    """`held`: bodies by document; `lost`: documents whose page did not come before their row did."""

    held: dict[str, ListedBody] = field(default_factory=dict)
    lost: set[str] = field(default_factory=set)

    def keep(self, document: str, row: ListRow, response: Response, pointer: str) -> None:
        """Keep the body of a row of this answer."""
        try:
            page = article_in(response.body, pointer)
        except NoSuchPart:
            return
        came: Capture = response.meta["capture"]
        record = replace(came.record, part=pointer)
        # Whatever type the portal declares: a part of an answer is JSON, or it has none.
        capture = replace(came, url=row.url, mime="application/json", record=record)
        self.held.setdefault(document, ListedBody(row, page, capture))

    def instead_of(self, document: str, asked: str) -> FetchedPage | None:
        """The item in place of a page that did not come; None where no row held its body, so far."""
        body = self.held.pop(document, None)
        if body is None:
            self.lost.add(document)
            return None
        return FetchedPage(
            site=body.row.site,
            asked=asked,
            url=body.row.url,
            body=body.page,
            capture=body.capture,
            title=body.row.title,
            year=body.row.year,
            published=body.row.published,
            from_list=True,
        )
