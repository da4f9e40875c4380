"""What a portal answers besides reports: its list, page by page, and its robots.txt."""

from math import ceil
from urllib.parse import urljoin

from sample.catalogue import Catalogue
from sample.page import MARK, shell


def list_pages(made: Catalogue) -> list[tuple[str, bytes]]:
    """Address and bytes of each page of the list; the second is `index_1.htm`, as TRS counts."""
    count = ceil(len(made.rows) / made.rows_a_page)
    return [(_list_url(made, page), _list_page(made, page, count)) for page in range(count)]


def _list_url(made: Catalogue, page: int) -> str:
    return made.list_url if page == 0 else urljoin(made.list_url, f"index_{page}.htm")


def _list_page(made: Catalogue, page: int, count: int) -> bytes:
    row = shell("list_row")
    shown = made.rows[page * made.rows_a_page : (page + 1) * made.rows_a_page]
    rows = "".join(row.substitute(path=one.path, title=one.title, date=one.date) for one in shown)
    html = shell("pingtan_list").substitute(mark=MARK, rows=rows, total=len(made.rows), pages=count, page=page)
    return html.encode("utf-8")
