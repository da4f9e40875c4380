"""A release as a folder: a document and beside it what `nianbao read` printed of it, as `x.pdf` and `x.pdf.json`."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from nianbao.audit.frame import Reading, Unit, unit_of

CARRIERS = {
    ".html": "html", ".htm": "html", ".pdf": "pdf", ".docx": "docx", ".doc": "doc", ".xlsx": "sheet", ".xls": "sheet",
    ".ods": "sheet", ".txt": "text", ".md": "text", ".png": "image", ".jpg": "image", ".jpeg": "image",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class FiledReport:
    """A report of the folder, its document and its reading."""

    unit: Unit
    page: Path
    reading: Reading


def filed_reports(folder: Path) -> Iterator[FiledReport]:
    """Every report of the folder, by name; raises ValueError for a reading without its document."""
    for path in sorted(folder.glob("*.json")):
        page = path.with_suffix("")
        carrier = CARRIERS.get(page.suffix.lower())
        if carrier is None or not page.exists():
            raise ValueError(f"{path}: its document {page.name} is not beside it, or of a kind that is not known")
        reading: Reading = json.loads(path.read_text(encoding="utf-8"))
        yield FiledReport(unit_of(page.name, reading, carrier, ""), page, reading)
