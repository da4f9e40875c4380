"""Many contents read again in a reader process: bytes, reading, checks, and whether anything is new, in one go.

Only what is new goes back whole; of what is read as before, which is nearly all, only that it is.
"""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from nianbao.domain.capture import Capture
from nianbao.domain.report import Report
from nianbao.store.as_before import AsBefore
from nianbao.store.carriers import carrier_of
from nianbao.store.placing import Placement
from nianbao.store.query_reread import Content
from nianbao.store.reading_rows import digest_of
from pipelines.check import judged
from pipelines.job import ReadPage
from pipelines.reading import read_report
from pipelines.reread.account import Fault
from pipelines.reread.archived import archived_body
from pipelines.reread.reading import SiteReader
from pipelines.reread.record import KnownOfSite


@dataclass(frozen=True, slots=True)
class Unit:
    """Contents of one site, and what is known of it."""

    known: KnownOfSite
    contents: tuple[Content, ...]


@dataclass(frozen=True, slots=True)
class Again:
    """A content that was read. `read`: its report, placed by its site and weighed, or that it is as before; `faults`:
    captures of it that could not be had.
    """

    edition_id: int
    read: ReadPage | AsBefore
    faults: tuple[Fault, ...]


def read_units(units: Sequence[Unit]) -> list[Again]:
    """What could be read here. Whatever else is asked for is left out: refused, lost, in need of room, or at fault.

    Each of those is read on its own afterwards, and what is wrong with it told then.
    """
    return asyncio.run(_read(units))


async def _read(units: Sequence[Unit]) -> list[Again]:
    read: list[Again] = []
    for unit in units:
        reader = SiteReader(_Here(), unit.known, unit.contents, _body)
        for content in unit.contents:
            # Whatever is wrong with one document must not hide what became of the others.
            [came] = await asyncio.gather(_again(reader, unit, content), return_exceptions=True)
            match came:
                case Again():
                    read.append(came)
                case Exception():
                    pass
                case _:
                    raise came
    return read


async def _again(reader: SiteReader, unit: Unit, content: Content) -> Again:
    page, faults = await reader.read(content)
    return Again(content.edition_id, _result(unit, content, page), tuple(faults))


class _Here:
    """Reads in this process."""

    async def read(self, body: bytes, *, url: str = "", year: int | None = None) -> Report:
        """The report in these bytes, not yet weighed. Raises Refused and NeedsRoom."""
        return read_report(body, url, year)


async def _body(capture: Capture) -> bytes:
    return archived_body(capture)


def _result(unit: Unit, content: Content, read: ReadPage) -> ReadPage | AsBefore:
    report = judged(read.report, unit.known.site)
    same = next(_as_before(content, read.page.capture, report), None)
    return same or ReadPage(replace(read.page, body=b""), report)


def _as_before(content: Content, capture: Capture, report: Report) -> Iterator[AsBefore]:
    """That a content is read as before, as far as that can be told without the database."""
    last = content.last
    if last is None or last.report_id is None:
        return
    is_its_document = capture.url == content.url and carrier_of(capture.mime, capture.url) == content.carrier
    if is_its_document and digest_of(report, Placement(last.report_id, None)) == last.digest:
        placing = replace(report, figures=(), sections=(), claims=(), findings=(), standing={}, readers={})
        yield AsBefore(content.edition_id, last.reading_id, last.report_id, placing)
