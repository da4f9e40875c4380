"""One site's documents read again as a crawl reads them."""

import asyncio
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass, field

from extractors.errors import Refused
from nianbao.domain.capture import Capture, RecordRef
from nianbao.domain.report import Report
from nianbao.store.query_reread import Content
from pipelines.beside import PageSays
from pipelines.extract import read_beside
from pipelines.job import ReadPage
from pipelines.placing import placed_by_site
from pipelines.pool import Reads
from pipelines.reread.account import Fault
from pipelines.reread.archived import NotInArchive, archived_body
from pipelines.reread.record import KnownOfSite

Body = Callable[[Capture], Awaitable[bytes]]


class Lost(Exception):
    """No capture of a content could be had from the archive; raised by `SiteReader.read`, with every fault."""

    def __init__(self, faults: Collection[Fault]) -> None:
        super().__init__("; ".join(fault.reason for fault in faults))
        self.faults = tuple(faults)


async def body_beside(capture: Capture) -> bytes:
    """The archived bytes, fetched in a thread. Raises what `archived_body` raises."""
    return await asyncio.to_thread(archived_body, capture)


@dataclass
class SiteReader:
    """Reads a site's contents; a page with files beside it is read once for itself and for all of them.

    `body_of`: how the bytes behind a capture are fetched.
    """

    pool: Reads
    known: KnownOfSite
    contents: Collection[Content]
    body_of: Body = body_beside
    _shared: set[RecordRef] = field(default_factory=set)
    _read: dict[RecordRef, asyncio.Task[Report]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        beside = (self.known.page_beside(one, at) for one in self.contents if one.attached_to for at in one.captures)
        self._shared = {page.record for page in beside if page is not None}

    async def read(self, content: Content) -> tuple[ReadPage, list[Fault]]:
        """The report in a content, not yet weighed, and what of its captures could not be had.

        Raises Refused, and Lost where no capture could be had.
        """
        faults: list[Fault] = []
        for capture in content.captures:
            try:
                return await self._read_capture(content, capture), faults
            except NotInArchive as gone:
                faults.append(Fault(self.known.site.name, content.url, str(gone)))
        raise Lost(faults or [Fault(self.known.site.name, content.url, "no capture of it is on record any more")])

    async def _read_capture(self, content: Content, capture: Capture) -> ReadPage:
        body = await self.body_of(capture)
        page = self.known.page(content, capture, body)
        if not content.attached_to:
            return ReadPage(page, await self._page(capture, body, page.year))
        return ReadPage(page, await read_beside(self.pool, page, await self._says(content, capture)))

    async def _says(self, content: Content, capture: Capture) -> PageSays | None:
        """What the page says beside which a file stood; None where it did not come, or cannot be read."""
        beside = self.known.page_beside(content, capture)
        if beside is None:
            return None
        try:
            body = await self.body_of(beside)
        except NotInArchive as gone:
            raise NotInArchive(f"the page beside which it stands, {content.attached_to}: {gone}") from gone
        try:
            report = await self._page(beside, body, self.known.year_of(content, content.attached_to, beside))
        except Refused:
            return None
        return PageSays.of(content.attached_to, placed_by_site(report, self.known.site))

    async def _page(self, capture: Capture, body: bytes, year: int | None) -> Report:
        record = capture.record
        if record not in self._shared:
            return await self.pool.read(body, url=capture.url, year=year)
        if record not in self._read:
            self._read[record] = asyncio.create_task(self._task(capture, body, year))
        return await self._read[record]

    async def _task(self, capture: Capture, body: bytes, year: int | None) -> Report:
        return await self.pool.read(body, url=capture.url, year=year)
