"""An article as the bytes of a file, in any format."""

from collections.abc import Sequence
from dataclasses import dataclass

from conformance.article import Article
from conformance.papers.docx import print_docx
from conformance.papers.paper import Paper
from conformance.papers.pdf import Manner, Ruling, print_pdf
from conformance.papers.xlsx import print_xlsx
from conformance.printing.html import print_html
from conformance.printing.scripts import as_mirrored
from conformance.printing.text import print_text


@dataclass(frozen=True, slots=True)
class Printer:
    """How a skeleton prints: the format, its manner by name, and what the page or paper has besides."""

    format: str
    manner: str
    page: tuple[str, ...] = ()


def print_article(article: Article, printer: Printer, changes: frozenset[str]) -> bytes:
    """The bytes of the file. `changes`: the mutations of pages, by name. Raises ValueError for an unknown format."""
    match printer.format:
        case "html":
            return _encoded(print_html(article, printer.manner, printer.page, changes), changes)
        case "text" | "md":
            return _encoded(print_text(article, printer.manner, marked=printer.format == "md"), changes)
        case "pdf":
            return print_pdf(_paper(article), _pdf_manner(printer))
        case "docx":
            return print_docx(_paper(article))
        case "xlsx":
            return print_xlsx(_paper(article))
        case unknown:
            raise ValueError(f"no printer for {unknown!r}")


def _encoded(text: str, changes: frozenset[str]) -> bytes:
    if "traditional" in changes:
        text = as_mirrored(text)
    return text.encode("gb18030" if "gb18030" in changes else "utf-8")


def _paper(article: Article) -> Paper:
    blocks = [block for part in article.parts for block in (part.heading, *part.blocks) if block]
    return Paper(title=(article.title,), blocks=tuple(blocks))


def _pdf_manner(printer: Printer) -> Manner:
    return Manner(
        ruling=Ruling(printer.manner),
        open_at_break="open_at_break" in printer.page,
        open_sides="open_sides" in printer.page,
        running_head="示例县文件" if "running_head" in printer.page else "",
        page_numbers="no_page_numbers" not in printer.page,
        rotation=_rotation(printer.page),
        in_form="in_form" in printer.page,
        split_rows="split_rows" in printer.page,
    )


def _rotation(page: Sequence[str]) -> int:
    return next((int(name.removeprefix("turned_")) for name in page if name.startswith("turned_")), 0)
