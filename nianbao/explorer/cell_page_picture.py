"""A printed page (PDF) or a picture of one, drawn, with the box of one cell on it."""

import base64
import io
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from lxml import etree
from PIL import Image, ImageDraw, ImageOps
from pypdfium2 import PdfDocument

from extractors.documents.pdf_geometry import Box, Glyph
from extractors.documents.pdf_lines import lines_of
from extractors.documents.pdf_pages import pages_of
from nianbao.domain.personal import find_spans
from nianbao.domain.report import PageBox, Where
from nianbao.explorer.cell_page_build import Element

SCALE = 1.8  # pixels a point: an A4 page of 1,070 by 1,520 pixels, which print of 8 points survives
WIDEST = 1400  # pixels of a picture
MOST_PIXELS = 60_000_000
HEADS = 8  # heights of a cell that the heads of a table take at most
ROOM = 3.0  # points round the box of a cell
_COVER = "#e6e6e6"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A page as pixels; `factor`: pixels a unit of its boxes."""

    image: Image.Image
    factor: float


def page_of_pdf(body: bytes, asked: PageBox, raw: str, figures: Collection[Where]) -> Element:
    """The page with the cell's box on it; personal data are covered, on a page that is a picture all but its table."""
    boxes = _boxes_on(asked.page, figures)
    glyphs = next(page.glyphs for page in pages_of(body) if page.number == asked.page)
    document = PdfDocument(body)
    try:
        page = document[asked.page]
        image = page.render(scale=SCALE, rev_byteorder=True).to_pil().convert("RGB")
    finally:
        document.close()
    drawn = Drawn(image, SCALE)
    covered = _personal(glyphs, boxes) if glyphs else _round_the_table(drawn, boxes)
    return _sheet(_covered(drawn, covered), asked.box, raw)


def page_of_picture(body: bytes, asked: PageBox, raw: str, figures: Collection[Where]) -> Element:
    """The picture with the cell's box on it; what does not belong to the table is covered."""
    image = Image.open(io.BytesIO(body), formats=("PNG", "JPEG"))
    if image.width * image.height > MOST_PIXELS:
        raise Image.DecompressionBombError(f"{image.width} x {image.height} pixels")
    whole = ImageOps.exif_transpose(image).convert("RGB")
    factor = min(1.0, WIDEST / whole.width)
    drawn = Drawn(whole.resize((round(whole.width * factor), round(whole.height * factor))), factor)
    return _sheet(_covered(drawn, _round_the_table(drawn, _boxes_on(0, figures))), asked.box, raw)


def _boxes_on(page: int, figures: Collection[Where]) -> list[Box]:
    return [where.box for where in figures if isinstance(where, PageBox) and where.page == page]


def _personal(glyphs: Sequence[Glyph], figures: Sequence[Box]) -> Iterator[Box]:
    """Where personal data are printed, looked for line by line and over the ends of lines; never in a figure's cell."""
    free = [glyph for glyph in glyphs if not any(_holds(box, glyph) for box in figures)]
    lines = [line.glyphs for line in lines_of(free)]
    for run in (*lines, [glyph for line in lines for glyph in line]):
        of_character = [glyph for glyph in run for _ in glyph.text]
        for span in find_spans("".join(glyph.text for glyph in run)):
            for glyph in of_character[span.start : span.stop]:
                yield glyph.left, glyph.middle - glyph.size, glyph.right, glyph.middle + glyph.size


def _holds(box: Box, glyph: Glyph) -> bool:
    return box[0] <= glyph.centre <= box[2] and box[1] <= glyph.middle <= box[3]


def _round_the_table(drawn: Drawn, figures: Sequence[Box]) -> Iterator[Box]:
    """Above the heads of the table and below its last row: nobody has read what is printed there."""
    width, height = drawn.image.width / drawn.factor, drawn.image.height / drawn.factor
    tallest = max((box[3] - box[1] for box in figures), default=0.0)
    yield 0.0, 0.0, width, max(0.0, min((box[1] for box in figures), default=height) - HEADS * tallest)
    yield 0.0, max((box[3] for box in figures), default=0.0) + ROOM, width, height


def _covered(drawn: Drawn, boxes: Iterator[Box]) -> Drawn:
    pen = ImageDraw.Draw(drawn.image)
    for box in boxes:
        left, top, right, bottom = (edge * drawn.factor for edge in box)
        if right > left and bottom > top:
            pen.rectangle((left, top, right, bottom), fill=_COVER)
    return drawn


def _sheet(drawn: Drawn, box: Box, raw: str) -> Element:
    """The page and over it the box, in one drawing that grows and shrinks as one."""
    file = io.BytesIO()
    drawn.image.quantize(64).save(file, "PNG", optimize=True)
    width, height = drawn.image.size
    main = etree.Element("main")
    main.set("class", "sheet")
    svg = etree.SubElement(main, "svg", {"viewBox": f"0 0 {width} {height}", "role": "img"})
    etree.SubElement(svg, "title").text = raw
    data = base64.b64encode(file.getvalue()).decode("ascii")
    etree.SubElement(
        svg, "image", {"width": str(width), "height": str(height), "href": f"data:image/png;base64,{data}"}
    )
    room = ROOM * drawn.factor
    left, top, right, bottom = (edge * drawn.factor for edge in box)
    places = {"x": left - room / 2, "y": top - room / 2, "width": right - left + room, "height": bottom - top + room}
    etree.SubElement(
        svg,
        "rect",
        {name: f"{place:.1f}" for name, place in places.items()} | {"id": "cell", "class": "asked", "tabindex": "0"},
    )
    return main
