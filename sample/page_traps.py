"""Traps laid in the finished markup of a page: what stands ahead of the article, round it, and in its bytes."""

import calendar
import re
from string import Template

from sample.catalogue import HERE, Page

NUMBER_CELL = re.compile(r"(?<=>)(\d+)(?=</(?:p|td)>)")
LAYOUT = (
    '<table class=layout>\n<tr><td width="20">&nbsp;</td><td><table class=layout>\n<tr><td>\n{}\n</td></tr></table>'
    "</td></tr></table>"
)


def piece(name: str) -> Template:
    """A fragment of markup with places to fill."""
    return Template((HERE / "pieces" / f"{name}.html").read_text(encoding="utf-8"))


def calendar_table(date: str) -> str:
    """The month of publication as a table of numbers, six weeks under a head."""
    year, month = (int(part) for part in date.split("-")[:2])
    weeks = calendar.Calendar().monthdayscalendar(year, month)
    rows = ("<tr>" + "".join(f"<td>{day or '&nbsp;'}</td>" for day in week) + "</tr>" for week in weeks)
    head = "<tr>" + "".join(f"<td>{day}</td>" for day in "一二三四五六日") + "</tr>"
    return "\n".join(('<table class="calendar" summary="日历">', head, *rows, "</table>"))


def before_article(page: Page) -> str:
    """Tables that are not the report's, ahead of it."""
    pieces = []
    if "calendar" in page.traps:
        pieces.append(calendar_table(page.date))
    if "metadata_table" in page.traps:
        pieces.append(piece("metadata_table").substitute(title=page.title, date=page.date, site="&nbsp;"))
    if "hidden_template_rows" in page.traps:
        pieces.append(piece("template_rows").substitute())
    return "\n".join(pieces)


def around_article(body: str, page: Page) -> str:
    """The article, in layout tables where the page has them, its numbers padded where the page pads them."""
    if "padded_numbers" in page.traps:
        body = NUMBER_CELL.sub(r"&nbsp;\1\n ", body)
    if "layout_tables" in page.traps:
        body = LAYOUT.format(body)
    return body


def declared_charset(page: Page) -> str:
    """What the meta tag says."""
    return "gb2312" if "wrong_header_charset" in page.traps else "utf-8"


def header_charset(page: Page) -> str:
    """What the HTTP header says, as it stands after the media type."""
    return "" if "wrong_meta_charset" in page.traps else "; charset=utf-8"


def encoded(html: str, page: Page) -> bytes:
    """The bytes of the page in its true encoding."""
    if page.traps & {"wrong_header_charset", "wrong_meta_charset"}:
        return html.encode("gb18030")
    return html.encode("utf-8-sig" if "byte_order_mark" in page.traps else "utf-8")
