"""Documents into an archive and a database, as a crawl would leave them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from sqlalchemy import Connection, Engine, text

from extractors import extract, is_annual_report, read, reader_version
from nianbao.archive.writer import ArchiveWriter, Exchange, derived_id
from nianbao.checks.report import weigh
from nianbao.domain.capture import Capture
from nianbao.domain.report import Publisher, PublisherKind, Report
from nianbao.store.save import save_capture, save_report, start_crawl
from nianbao.store.views.kept import refresh_views
from proofs.why.documents import MIMES, Document

BEGIN = datetime(2026, 4, 1, tzinfo=UTC)
SITE = "example"
FIRST_YEAR, YEARS = 2009, 16


@dataclass(frozen=True, slots=True)
class Held:
    """A document that is held as a report, and the raw text of each of its figures as it went in."""

    document: Document
    report_id: str
    raws: Mapping[str, str]


def keep_all(engine: Engine, path: Path, documents: Iterable[Document]) -> list[Held]:
    """Write the documents into a WARC file and save what is read from them; of the sample, lists are left out.

    Raises ValueError for a made report that is not read as one.
    """
    held = []
    with ArchiveWriter(path, derived_id) as writer, engine.begin() as connection:
        crawl = start_crawl(connection, [SITE], "replay")
        for number, document in enumerate(documents):
            body = document.make()
            capture = writer.write(_exchange(number, document.format, body))
            report = weigh(extract(read(body)))
            if is_annual_report(report) and report.figures:
                save_capture(connection, crawl, SITE, capture)
                held.append(_kept(connection, number, document, capture, report))
            elif document.prints is not None:
                raise ValueError(f"{document.name} was made as a report and is not read as one")
        refresh_views(connection)
    return held


def _exchange(number: int, form: str, body: bytes) -> Exchange:
    url, at = f"http://www.example.gov.cn/{number}", BEGIN + timedelta(seconds=number)
    return Exchange(url, "GET", (), b"", 200, "OK", (("Content-Type", MIMES[form]),), body, at)


def _kept(connection: Connection, number: int, document: Document, capture: Capture, report: Report) -> Held:
    """Under an organ and a year that no other document has: here it does not matter whose report it is."""
    kind = document.name.partition(" ")[0]
    organ = Publisher(f"示例县{kind}{number // YEARS}局", PublisherKind.DEPARTMENT, "350128")
    placed = replace(report, publisher=organ, year=FIRST_YEAR + number % YEARS)
    saved = save_report(
        connection,
        site=SITE,
        capture=capture,
        content_digest=sha256(document.name.encode()).hexdigest(),
        report=placed,
        reader=reader_version(),
    )
    if saved.report_id is None:
        raise ValueError(f"{document.name} was not placed")
    return Held(document, saved.report_id, {figure.key: figure.raw for figure in report.figures})


def empty_raws(engine: Engine) -> int:
    """Take the raw text of every figure out of the database; gives how many were there."""
    with engine.begin() as connection:
        return connection.execute(text("UPDATE figure SET raw = ''")).rowcount
