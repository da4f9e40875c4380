"""A paper as a plain page for the browser to print: A4, ruled tables."""

from html import escape

from conformance.papers.paper import Paper
from sample.tables import Cell, Table

_STYLE = """@page { size: A4; margin: 25mm 26mm } body { font: 14pt 'Noto Serif CJK SC', serif; line-height: 1.8 }
p { text-indent: 2em; margin: 0 } h1 { font-size: 20pt; text-align: center }
table { border-collapse: collapse; width: 100%; font-size: 9pt; line-height: 1.2 }
td { border: 0.5pt solid; text-align: center; padding: 3pt }"""


def print_page(paper: Paper, style: str = "") -> str:
    """The paper as HTML; `style`: rules of CSS behind our own."""
    blocks = "\n".join(f"<p>{escape(b)}</p>" if isinstance(b, str) else _table(b) for b in paper.blocks)
    title = "<br>".join(map(escape, paper.title))
    head = f'<meta charset="utf-8"><title>{escape("".join(paper.title))}</title><style>{_STYLE}\n{style}</style>'
    return f'<!DOCTYPE html><html lang="zh"><head>{head}</head><body><h1>{title}</h1>\n{blocks}</body></html>'


def _table(table: Table) -> str:
    rows = ("".join(map(_cell, row)) for row in table)
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


def _cell(cell: Cell) -> str:
    return f'<td colspan="{cell.columns}" rowspan="{cell.rows}">{escape(cell.text)}</td>'
