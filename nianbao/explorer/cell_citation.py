"""How to cite a cell: who printed what where, when it was captured, and in which state of the data it is named so."""

from datetime import UTC

from nianbao.explorer.cell import Cell
from nianbao.explorer.languages import Language
from nianbao.explorer.wording import words


def citation(cell: Cell, language: Language = "en") -> str:
    """One line. The moment is that of the capture: when the line was made does not matter."""
    held, payload = cell.held, cell.archived.payload
    return words(language)(
        "cell.citation",
        publisher=held.publisher,
        year=held.year,
        url=held.url,
        at=payload.captured_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        digest=payload.digest,
        cell=cell.cell_id,
        raw=cell.figure.raw,
        version=cell.known.version,
    )
