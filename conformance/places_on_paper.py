"""What is printed inside a box on a page of a PDF, by the library alone."""

import ctypes
from collections.abc import Mapping
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

SLACK = 0.5  # points that a glyph may reach over its box


def texts_in(body: bytes, boxes: Mapping[str, Mapping[str, Any]]) -> Mapping[str, str]:
    """Key -> the text in its box, without white space. A box: page from 0, and left, top, right, bottom as shown."""
    document = pypdfium2.PdfDocument(body)
    found: dict[str, str] = {}
    try:
        for number in sorted({where["page"] for where in boxes.values()}):
            page = document[number]
            text = page.get_textpage()
            for key, where in boxes.items():
                if where["page"] == number:
                    found[key] = "".join(text.get_text_bounded(*_on_page(page, where["box"])).split())
    finally:
        document.close()
    return found


def _on_page(page: Any, box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    """Left, bottom, right, top in the page's own coordinates, whichever way it is turned."""
    left, top, right, bottom = box
    corners = [_point(page, left - SLACK, top - SLACK), _point(page, right + SLACK, bottom + SLACK)]
    across, up = zip(*corners, strict=True)
    return min(across), min(up), max(across), max(up)


def _point(page: Any, x: float, y: float) -> tuple[float, float]:
    """A point of the shown page, from the top left, in the page's own coordinates."""
    wide, high = (round(side) for side in page.get_size())
    scale = 100  # the library counts device points as whole numbers
    own_x, own_y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDF_DeviceToPage(
        page.raw, 0, 0, wide * scale, high * scale, 0, round(x * scale), round(y * scale), own_x, own_y
    )
    return own_x.value, own_y.value
