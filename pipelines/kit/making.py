"""A case as a folder: page, archive of the answer, reading, and the empty frame."""

import hashlib
import json
from pathlib import Path

from crawler.addresses import host_of
from crawler.registry import sites
from nianbao.archive.writer import ArchiveWriter, derived_id
from nianbao.domain.report import Report
from nianbao.domain.report_json import report_to_json
from pipelines.kit.captured import CapturedPage
from pipelines.kit.frame import forms_for, frame_of

FRAME, READING, ARCHIVE = "expected.toml", "reading.json", "capture.warc.gz"
# First bytes of a file -> ending; whatever is none of them is a page.
ENDINGS = {
    b"%PDF-": ".pdf",
    b"PK\x03\x04": ".zip",
    b"\xd0\xcf\x11\xe0": ".doc",
    b"\x89PNG": ".png",
    b"\xff\xd8": ".jpg",
}


def make_case(page: CapturedPage, report: Report, folder: Path) -> None:
    """Write a case's folder. Raises FileExistsError where it is there already: a frame that is filled in is kept."""
    folder.mkdir(parents=True)
    file = f"page{ending_of(page.body)}"
    (folder / file).write_bytes(page.body)
    if page.exchange is not None:
        with ArchiveWriter(folder / ARCHIVE, derived_id, new=True) as archive:
            archive.write(page.exchange)
    told = json.dumps(report_to_json(report), ensure_ascii=False, indent=1)
    (folder / READING).write_text(f"{told}\n", encoding="utf-8")
    sha256 = hashlib.sha256(page.body).hexdigest()
    (folder / FRAME).write_text(frame_of(page, file, sha256, forms_for(report)), encoding="utf-8")


def name_of_case(page: CapturedPage, report: Report, site: str | None) -> str:
    """What a case is called: its site, or its host where that is not one site's, and the year that was read."""
    host = host_of(page.url)
    own = [name for name, known in sites().items() if host in known.hosts]
    place = site or (own[0] if len(own) == 1 else host or "page")
    return f"{place}_{report.year or 'year'}"


def ending_of(body: bytes) -> str:
    """The ending of a file's name, by its first bytes."""
    return next((ending for begins, ending in ENDINGS.items() if body.startswith(begins)), ".html")
