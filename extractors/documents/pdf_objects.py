"""The objects that a page draws, with those inside its forms."""

from collections.abc import Iterator
from ctypes import byref
from typing import Any

import pypdfium2.raw as pdfium
from pypdfium2 import PdfMatrix, PdfPage

from extractors.errors import Refused

MAX_OBJECTS = 50_000  # a page; where each character is an object, a dense page has about 2,500
MAX_DEPTH = 4  # of forms in forms
RawObject = Any  # a handle of the library, which comes without types
Drawn = tuple[RawObject, int, PdfMatrix]


def objects_of(page: PdfPage) -> Iterator[Drawn]:
    """Each object with its kind (FPDF_PAGEOBJ_*) and the way from its holder's space to the page's."""
    count = pdfium.FPDFPage_CountObjects(page)
    handles = (pdfium.FPDFPage_GetObject(page, index) for index in range(count))
    for number, found in enumerate(_walked(handles, PdfMatrix(), 0)):
        if number >= MAX_OBJECTS:
            raise Refused(f"a page of more than {MAX_OBJECTS:,} objects: refused as a bomb")
        yield found


def _walked(handles: Iterator[RawObject], holder: PdfMatrix, depth: int) -> Iterator[Drawn]:
    for handle in handles:
        kind = pdfium.FPDFPageObj_GetType(handle)
        yield handle, kind, holder
        if kind == pdfium.FPDF_PAGEOBJ_FORM and depth < MAX_DEPTH:
            inner = (pdfium.FPDFFormObj_GetObject(handle, i) for i in range(pdfium.FPDFFormObj_CountObjects(handle)))
            yield from _walked(inner, matrix_of(handle).multiply(holder), depth + 1)


def matrix_of(handle: RawObject) -> PdfMatrix:
    """From the object's own space to its holder's."""
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(handle, byref(matrix))
    return PdfMatrix.from_raw(matrix)
