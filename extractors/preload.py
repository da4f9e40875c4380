"""What the first page of a process would wait for, loaded ahead of it: forms, labels and patterns."""

from collections.abc import Iterator
from html import escape

from extractors.claims import find_claims
from extractors.documents.html import read_html
from extractors.figures import outline_of, read_figures
from extractors.flow import read_flow
from extractors.sections import divide
from nianbao.domain.coverage import decide_coverage
from nianbao.domain.forms import Grid, forms
from nianbao.domain.report import PublisherKind
from nianbao.domain.titles import parse_title

_YEAR = 2024
_TITLE = f"本机关{_YEAR}年政府信息公开工作年度报告"
_PROSE = (
    "一、总体情况。本机关收到政府信息公开申请1件。",
    "二、主动公开政府信息情况",
    "其中一、存在的主要问题和改进情况。",
)


def load_ahead() -> None:
    """Read a page that holds every form. Nobody is named on it: the list of divisions is not loaded."""
    document = read_html(_page().encode())
    outline = outline_of(document)
    figures = read_figures(outline, _YEAR)
    read_flow(document, _YEAR)
    preamble, sections = divide(outline.prose)
    parse_title(_TITLE)
    coverage, _ = decide_coverage(PublisherKind.OTHER, "\n".join(outline.prose))
    find_claims(preamble, sections, year=_YEAR, forms=figures.forms, keys=frozenset(), coverage=coverage)


def _page() -> str:
    grids = (grid for form in forms().values() for table in form.tables.values() for grid in table.grids)
    tables = "".join(f"<table>{''.join(_rows(grid))}</table>" for grid in grids)
    prose = "".join(f"<p>{line}</p>" for line in _PROSE)
    return f"<html><head><title>{_TITLE}</title></head><body>{prose}{tables}</body></html>"


def _rows(grid: Grid) -> Iterator[str]:
    yield _row(["", *(column.label for column in grid.columns)])
    for row in grid.rows:
        yield _row([row.label, *("0" for _ in grid.columns)])


def _row(cells: list[str]) -> str:
    return f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>"
