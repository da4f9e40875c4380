"""The archived page with one cell marked, as a document for a frame in which nothing runs and nothing is loaded."""

from base64 import b64encode
from collections.abc import Collection
from dataclasses import dataclass, replace
from hashlib import sha256
from importlib.resources import files

from extractors.documents.document import Document
from extractors.documents.kind import kind_of
from extractors.figures import outline_of
from nianbao.domain.report import PageBox, TextCell, Where
from nianbao.explorer.cell import Cell
from nianbao.explorer.cell_page_build import Element, to_html
from nianbao.explorer.cell_reading import ONE_AT_A_TIME

STYLE = files("nianbao.explorer").joinpath("static/page.css").read_text("utf-8")
_DIGEST = b64encode(sha256(STYLE.encode()).digest()).decode("ascii")
# The page is another's: no script, no form, no request, and the origin of nobody.
HEADERS = {
    "Content-Security-Policy": (
        f"default-src 'none'; style-src 'sha256-{_DIGEST}'; img-src data:; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'self'; sandbox"
    ),
    "X-Frame-Options": "SAMEORIGIN",
}


class NotMarked(Exception):
    """No element of the archived page stands at the cell's place; raised by `page_with_cell`."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A cell of archived bytes: its place, its text, and the places of all figures of the report."""

    body: bytes
    where: Where
    raw: str
    figures: Collection[Where]
    document: Document | None


def asked_of(cell: Cell, stored: Collection[Where] = ()) -> Asked:
    """What the view needs of a cell; `stored`: the places of the report's figures where it was not read again."""
    figures = stored if cell.again is None else [figure.where for figure in cell.again.report.figures]
    document = None if cell.again is None else cell.again.document
    return Asked(cell.archived.body, cell.figure.where, cell.figure.raw, figures, document)


def page_with_cell(asked: Asked, title: str) -> str:
    """The document. Raises NotMarked."""
    main = marked_page(asked)
    return (
        f'<!doctype html>\n<html lang="zh-Hans"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{_escaped(title)}</title>'
        f"<style>{STYLE}</style></head><body>{to_html(main)}</body></html>\n"
    )


def marked_page(asked: Asked) -> Element:
    """The `main` of that document, in which the element with the id `cell` is the cell. Raises NotMarked."""
    main = _as_it_came(asked)
    if main is None and asked.document is not None:
        from nianbao.explorer.cell_page_grid import page_of_document

        main = page_of_document(asked.document, asked.where, asked.raw, asked.figures)
    if main is None:
        raise NotMarked(f"no element stands at {asked.where}")
    return main


def _as_it_came(asked: Asked) -> Element | None:
    match kind_of(asked.body), asked.where:
        case "html", where:
            from nianbao.explorer.cell_page_html import page_of_html

            behind = asked.document is not None and _is_behind(asked.document)
            return page_of_html(asked.body, where, asked.raw, asked.figures, hidden_too=behind)
        case "text", TextCell() as where:
            from nianbao.explorer.cell_page_text import page_of_text

            return page_of_text(asked.body, where, asked.raw, asked.figures)
        case "pdf", PageBox() as where:
            from nianbao.explorer.cell_page_picture import page_of_pdf

            with ONE_AT_A_TIME:
                return page_of_pdf(asked.body, where, asked.raw, asked.figures)
        case "picture", PageBox() as where:
            from nianbao.explorer.cell_page_picture import page_of_picture

            return page_of_picture(asked.body, where, asked.raw, asked.figures)
        case _:
            return None


def _is_behind(document: Document) -> bool:
    """Whether the tables stand in what the page's style hides."""
    return bool(document.behind) and not outline_of(replace(document, behind=())).segments


def _escaped(text: str) -> str:
    from html import escape

    return escape(text)
