"""A page that is a picture to a printed page: rules, cells and lines, as a PDF with text has them."""

from dataclasses import dataclass

from extractors.documents.image_open import Grey
from extractors.documents.image_rules import POINTS, ruled
from extractors.documents.image_straight import Straight, straightened
from extractors.documents.ocr_cells import cell_glyphs
from extractors.documents.ocr_lines import line_glyphs
from extractors.documents.pdf_geometry import Box, Glyph, Page


@dataclass(frozen=True, slots=True)
class PicturePage:
    """A recognised page; its places are points of the page laid straight, of which a pixel takes `points`."""

    page: Page
    in_tables: tuple[Glyph, ...]
    straight: Straight
    points: float

    def pixels_of(self, box: Box) -> Box:
        """A box of the page in pixels of the picture as it came."""
        left, top, right, bottom = (edge / self.points for edge in box)
        return self.straight.box_before((left, top, right, bottom))


def recognised_page(picture: Grey, number: int = 0, points: float | None = None) -> PicturePage:
    """The page in a picture; `points`: the size of its pixels, told by the size of its print where that is unknown."""
    straight = straightened(picture)
    pixel = POINTS / (straight.size or POINTS) if points is None else points / straight.factor
    tables = ruled(straight, pixel)
    cells = tuple(cell_glyphs(straight, tables, pixel))
    glyphs = (*cells, *line_glyphs(straight, tables, pixel))
    high, wide = straight.grey.shape
    return PicturePage(Page(number, wide * pixel, high * pixel, glyphs, tables.rules), cells, straight, pixel)
