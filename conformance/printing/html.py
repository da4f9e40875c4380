"""An article as a page of a portal: the markup of its editor, and what the portal puts round it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from html import escape

from conformance.article import Article, Part
from conformance.layouts.blocks import Block
from sample.dress import BROKEN, HALVED, OPEN, PLAIN, SHREDDED, WORD, Dress, plain_paragraph, reach, table_html
from sample.page_traps import LAYOUT, calendar_table, piece
from sample.tables import Cell, Role


def _th(cell: Cell) -> str:
    name = "th" if cell.role is Role.HEAD else "td"
    return f"<{name}{reach(cell)}>{escape(cell.text)}</{name}>"


def _div(cell: Cell) -> str:
    return f'<td{reach(cell)}><div class="cell"><div>&nbsp;{escape(cell.text)}\n </div></div></td>'


def _font(cell: Cell) -> str:
    return f'<td{reach(cell)}><font size="2"><strong><font face="宋体">{escape(cell.text)}</font></strong></font></td>'


def _references(cell: Cell) -> str:
    return f"<td{reach(cell)}>" + "".join(f"&#{ord(one)};" for one in cell.text) + "</td>"


def _empty_as_space(cell: Cell) -> str:
    return f"<td{reach(cell)}><p>{escape(cell.text) or '&nbsp;<o:p></o:p>'}</p></td>"


def _split_text(cell: Cell) -> str:
    """Text in runs of two characters, as an editor leaves it after many changes."""
    runs = (cell.text[start : start + 2] for start in range(0, len(cell.text), 2))
    return f"<td{reach(cell)}><p>" + "".join(f"<span>{escape(run)}</span>" for run in runs) + "<br></p></td>"


def _made(cell: Callable[[Cell], str]) -> Dress:
    return Dress("<table>", "</table>", "<tr>", "</tr>", cell, plain_paragraph)


def _line(text: str) -> str:
    return f"&emsp;&emsp;{escape(text)}<br/>"


DRESSES: Mapping[str, Dress] = {
    "plain": PLAIN,
    "broken": BROKEN,
    "halved": HALVED,
    "shredded": SHREDDED,
    "word": WORD,
    "open": OPEN,
    "heads": replace(_made(_th), table='<table class="table"><tbody>', end_table="</tbody></table>"),
    "divs": _made(_div),
    "fonts": _made(_font),
    "references": _made(_references),
    "spaces": _made(_empty_as_space),
    "runs": _made(_split_text),
    "lines": replace(PLAIN, paragraph=_line),
}
HEADINGS: Mapping[str, str] = {
    "heading_tags": "<h2>{}</h2>",
    "strong_headings": "<p><strong>{}</strong></p>",
    "span_headings": '<p><span style="font-family: 黑体;">{}</span></p>',
}


def print_html(article: Article, dress: str, page: Sequence[str], changes: frozenset[str]) -> str:
    """The page. `page`: what the portal does, by name; `changes`: the mutations of pages."""
    style = DRESSES[dress]
    heading = next((HEADINGS[name] for name in page if name in HEADINGS), "")
    body = "\n".join(_part(part, style, heading, changes) for part in article.parts)
    if "one_paragraph" in page:
        body = _prose_in_one(article, style)
    return _around(article, body, page, changes)


def _part(part: Part, style: Dress, heading: str, changes: frozenset[str]) -> str:
    lines = [heading.format(part.heading) if heading else style.paragraph(part.heading)] if part.heading else []
    for block in part.blocks:
        lines.append(_block(block, style, changes))
    return "\n".join(lines)


def _block(block: Block, style: Dress, changes: frozenset[str]) -> str:
    if isinstance(block, str):
        return style.paragraph(block)
    markup = table_html(block, style)
    copy = table_html(tuple(tuple(_other(cell) for cell in row) for row in block), PLAIN)
    if "hidden_copy" in changes:
        return f'<div style="display:none">{copy}</div>\n{markup}'
    if "commented_copy" in changes:
        return f"<!-- {copy} -->\n{markup}"
    return markup


def _other(cell: Cell) -> Cell:
    """The cell of an older version: every number is another."""
    return replace(cell, text=f"1{cell.text}") if cell.role is Role.FIGURE and cell.text.isdigit() else cell


def _prose_in_one(article: Article, style: Dress) -> str:
    """Each section is one paragraph, heading and text run together; its tables follow."""
    lines: list[str] = []
    for part in article.parts:
        texts = [part.heading, *(block for block in part.blocks if isinstance(block, str))]
        lines.append(style.paragraph(" ".join(filter(None, texts))))
        lines += [table_html(block, style) for block in part.blocks if not isinstance(block, str)]
    return "\n".join(lines)


def _around(article: Article, body: str, page: Sequence[str], changes: frozenset[str]) -> str:
    date = f"{article.year + 1}-01-20"
    before = ""
    if "calendar" in page:
        before += calendar_table(date)
    if "metadata_table" in page:
        before += piece("metadata_table").substitute(title=article.title, date=date, site=article.publisher)
    if "layout_tables" in page:
        body = LAYOUT.format(body)
    if "article_in_table" in page:
        body = f'<table width="1000" align="center" border="0"><tr><td>\n{body}\n</td></tr></table>'
    if "scroller" in page:
        body = body.replace("<table", '<div class="scroll" style="overflow-x:auto"><table').replace(
            "</table>", "</table></div>"
        )
    charset = "gb2312" if "gb18030" in changes else "utf-8"
    return (
        f'<!DOCTYPE html>\n<html><head><meta charset="{charset}"><title>{article.title}</title>\n'
        f'<meta name="ArticleTitle" content="{article.title}"></head><body>\n{before}\n<h1>{article.title}</h1>\n'
        f'<div class="TRS_Editor">\n{body}\n</div>\n{_after(page)}</body></html>\n'
    )


def _after(page: Sequence[str]) -> str:
    if "menu_table" not in page:
        return ""
    links = "".join(f"<td>{word}</td>" for word in ("行政许可", "行政处罚", "行政强制", "其他", "总计"))
    return f"<table><tr>{links}</tr></table>\n"
