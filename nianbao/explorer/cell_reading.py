"""Archived bytes read once more by both readers, and weighed: nothing of it comes from the database."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock

from extractors import Document, extract, read
from extractors.flow import read_flow
from extractors.flow.found import FlowCell
from nianbao.checks.report import weigh
from nianbao.domain.report import Figure, Report
from nianbao.explorer.cell_archive import Archived

# PDFium is not made for threads, and two askers of one page need not read it twice.
ONE_AT_A_TIME = Lock()
KEPT = 16  # readings; who looks at one cell of a report looks at others


@dataclass(frozen=True, slots=True)
class Reread:
    """A document, the report in it with its sums judged, and by key the cells as the second reader reads them."""

    document: Document
    report: Report
    second: Mapping[str, FlowCell]
    figures: Mapping[str, Figure]


def reread(archived: Archived, year: int, *, room: bool = True) -> Reread:
    """Read the bytes again. `year` is used where they state none.

    Raises Refused for what is not read (any more), and without `room` NeedsRoom for what takes more than a page.
    """
    with ONE_AT_A_TIME:
        return _read(archived.body, archived.payload.url, year, room)


@lru_cache(maxsize=KEPT)
def _read(body: bytes, url: str, year: int, room: bool) -> Reread:
    document = read(body, url=url, room=room)
    report = weigh(extract(document, year=year))
    figures = {figure.key: figure for figure in report.figures}
    return Reread(document, report, read_flow(document, report.year), figures)
