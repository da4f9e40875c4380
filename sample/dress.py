"""How an editor's program writes cells and paragraphs: the same text in six manners of markup."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape

from sample.tables import Cell, Role, Table

QUOTES = "“”"
SPAN = '<span style="font-family: 仿宋;">'


@dataclass(frozen=True, slots=True)
class Dress:
    """`table` opens a table; `cell` and `paragraph` write one; `end_row` may be empty, as browsers allow."""

    table: str
    end_table: str
    row: str
    end_row: str
    cell: Callable[[Cell], str]
    paragraph: Callable[[str], str]


def reach(cell: Cell, quote: str = '"', names: tuple[str, str] = ("rowspan", "colspan")) -> str:
    """The span attributes of a cell, where it reaches over more than one row or column."""
    spans = ((names[0], cell.rows), (names[1], cell.columns))
    return "".join(f" {name}={quote}{count}{quote}" for name, count in spans if count > 1)


def plain_cell(cell: Cell) -> str:
    """A cell with its text in one centred paragraph."""
    return f'<td{reach(cell)}><p align="center">{escape(cell.text, quote=False)}</p></td>'


def plain_paragraph(text: str) -> str:
    """A paragraph with an indent."""
    return f'<p style="text-indent: 2em">{escape(text, quote=False)}</p>'


def broken_cell(cell: Cell) -> str:
    """A cell whose longer headers are broken by <br /> after two characters."""
    text = escape(cell.text, quote=False)
    if cell.role is Role.HEAD and len(text) > 4 and cell.columns < 3:
        text = f"{text[:2]}<br />{text[2:]}"
    return f'<td{reach(cell)} style="border: 1px solid">{text}</td>'


def halved_cell(cell: Cell) -> str:
    """A cell whose short headers are two or three paragraphs of two characters, as in 平潭's 2024."""
    text = escape(cell.text, quote=False)
    if cell.role is not Role.HEAD or len(text) not in (4, 6):
        return f'<td valign="center"{reach(cell)}><p style="{HALVED_FONT}">{text}</p></td>'
    pairs = [text[place : place + 2] for place in range(0, len(text), 2)]
    padded = [pairs[0] + "&nbsp;" * 8, *pairs[1:]]
    return (
        f'<td valign="center"{reach(cell)}>'
        + "".join(f'<p style="{HALVED_FONT}">{pair}</p>' for pair in padded)
        + "</td>"
    )


HALVED_FONT = "text-align: center; font-family: &#39;仿宋_GB2312&#39;"


def shredded(text: str) -> str:
    """Each character in a span of its own, quotation marks in fonts of their own."""
    return "".join(
        f'{SPAN}<font face="方正仿宋_GBK">{one}</font></span>' if one in QUOTES else f"{SPAN}{escape(one)}</span>"
        for one in text
    )


def shredded_cell(cell: Cell) -> str:
    """A cell as WPS writes it."""
    return f'<td{reach(cell)}><p style="line-height: 2;">{shredded(cell.text)}{SPAN}<o:p></o:p></span></p></td>'


def shredded_paragraph(text: str) -> str:
    """A paragraph in pieces of three characters, so that numbers are cut too."""
    pieces = (text[place : place + 3] for place in range(0, len(text), 3))
    spans = "".join(f'{SPAN}<font face="方正仿宋_GBK">{escape(piece, quote=False)}</font></span>' for piece in pieces)
    return f'<p style="text-indent: 2em; line-height: 2;" align="">{spans}{SPAN}<o:p> </o:p></span></p>'


def word_cell(cell: Cell) -> str:
    """A cell as old Word exports it."""
    spans = reach(cell, "", ("rowSpan", "colSpan"))
    style = "BORDER-BOTTOM: windowtext 1pt solid; BORDER-LEFT: #ece9d8; PADDING-LEFT: 5.4pt; MARGIN: 0cm"
    text = escape(cell.text, quote=False)
    inner = f'<SPAN style="FONT-FAMILY: 仿宋_GB2312; mso-font-kerning: 0pt">{text}<o:p></o:p></SPAN>'
    return f'<TD vAlign=center style="{style}"{spans}><P class=MsoNormal align=center>{inner}</P></TD>'


def word_paragraph(text: str) -> str:
    """A paragraph as old Word exports it."""
    inner = f"<SPAN lang=EN-US>{escape(text, quote=False)}<o:p></o:p></SPAN>"
    return f'<P class=MsoNormal style="TEXT-INDENT: 32pt">{inner}</P>'


def open_cell(cell: Cell) -> str:
    """A cell without quotes round its attributes, and without an end."""
    return f"<td align=center{reach(cell, '')}>{escape(cell.text, quote=False)}"


PLAIN = Dress('<table border="1" cellspacing="0">', "</table>", "<tr>", "</tr>", plain_cell, plain_paragraph)
BROKEN = Dress('<table class="MsoTable"><tbody>', "</tbody></table>", "<tr>", "</tr>", broken_cell, plain_paragraph)
HALVED = Dress("<table><tbody>", "</tbody></table>", '<tr class="firstRow">', "</tr>", halved_cell, plain_paragraph)
SHREDDED = Dress("<table><tbody>", "</tbody></table>", "<tr>", "</tr>", shredded_cell, shredded_paragraph)
WORD = Dress(
    "<TABLE class=MsoNormalTable border=0><TBODY>", "</TBODY></TABLE>", "<TR>", "</TR>", word_cell, word_paragraph
)
OPEN = Dress("<table border=1 align=center>", "</table>", "<tr>", "", open_cell, plain_paragraph)

BY_TRAP: Mapping[str, Dress] = {
    "line_breaks": BROKEN,
    "two_paragraph_labels": HALVED,
    "shredded_labels": SHREDDED,
    "word_css": WORD,
    "unquoted_attributes": OPEN,
}


def dress_of(traps: frozenset[str]) -> Dress:
    """The manner a page's traps ask for."""
    return next((dress for trap, dress in BY_TRAP.items() if trap in traps), PLAIN)


def table_html(table: Table, dress: Dress) -> str:
    """A table in that manner, a row a line."""
    rows = (dress.row + "".join(map(dress.cell, row)) + dress.end_row for row in table)
    return "\n".join((dress.table, *rows, dress.end_table))
