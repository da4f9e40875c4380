"""A PDF file of pages of drawing operators. Its fonts are drawn boxes that say which character each stands for."""

from collections.abc import Iterator, Sequence

A4 = (595.0, 842.0)
_CODES = 256  # characters a font of this kind has
_GLYPHS = {"w": 1000, "n": 500}  # a wide and a narrow box: every character of the print is one of them
_CMAP = """/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Names def /CMapType 2 def
1 begincodespacerange <00> <ff> endcodespacerange
{count} beginbfchar
{rows}
endbfchar endcmap end end"""


class PdfFile:
    """Collects pages and the characters on them; `text` gives the operators that print a line."""

    def __init__(self, size: tuple[float, float] = A4, rotation: int = 0, in_form: bool = False) -> None:
        self._size, self._rotation, self._in_form = size, rotation, in_form
        self._characters: dict[str, int] = {}
        self._objects = ["", ""]

    def text(self, x: float, y: float, size: float, text: str) -> str:
        """Operators that print a text from a point of PDF space on; where the font changes, another run begins."""
        shown: list[str] = []
        for character in text:
            number = self._characters.setdefault(character, len(self._characters))
            shown.append(f"/F{number // _CODES} {size:g} Tf <{number % _CODES:02x}> Tj")
        return f"BT {x:.2f} {y:.2f} Td {' '.join(shown)} ET"

    def written(self, contents: Sequence[str]) -> bytes:
        """The file of these pages."""
        fonts = " ".join(f"/F{place} {number} 0 R" for place, number in enumerate(self._fonts()))
        kids = [self._page(content, f"<< /Font << {fonts} >> >>") for content in contents]
        self._objects[0] = "<< /Type /Catalog /Pages 2 0 R >>"
        self._objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] >>"
        return _file(self._objects)

    def _fonts(self) -> Iterator[int]:
        boxes = {
            name: self._add(_stream(f"{wide} 0 0 -120 {wide} 880 d1 50 0 {wide - 100} 760 re f"))
            for name, wide in _GLYPHS.items()
        }
        procedures = " ".join(f"/{name} {number} 0 R" for name, number in boxes.items())
        characters = list(self._characters)
        for start in range(0, len(characters), _CODES):
            yield self._font(characters[start : start + _CODES], procedures)

    def _font(self, characters: Sequence[str], procedures: str) -> int:
        names = ["n" if character.isascii() else "w" for character in characters]
        rows = "\n".join(f"<{code:02x}> <{c.encode('utf-16-be').hex()}>" for code, c in enumerate(characters))
        unicode = self._add(_stream(_CMAP.format(count=len(characters), rows=rows)))
        widths = " ".join(str(_GLYPHS[name]) for name in names)
        return self._add(
            f"<< /Type /Font /Subtype /Type3 /FontBBox [0 -120 1000 880] /FontMatrix [.001 0 0 .001 0 0] "
            f"/CharProcs << {procedures} >> /Encoding << /Type /Encoding /Differences [0 /{' /'.join(names)}] >> "
            f"/FirstChar 0 /LastChar {len(names) - 1} /Widths [{widths}] /ToUnicode {unicode} 0 R /Resources << >> >>"
        )

    def _page(self, content: str, resources: str) -> int:
        if self._in_form:
            # Drawn at twice the size and moved; the form's matrix brings it back.
            place = "/BBox [0 0 9999 9999] /Matrix [.5 0 0 .5 -20 -30]"
            entries = f"/Type /XObject /Subtype /Form {place} /Resources {resources}"
            form = self._add(_stream(f"2 0 0 2 40 60 cm\n{content}", entries))
            resources, content = f"<< /XObject << /X {form} 0 R >> >>", "/X Do"
        drawn = self._add(_stream(content))
        box = f"[0 0 {self._size[0]:g} {self._size[1]:g}]"
        return self._add(
            f"<< /Type /Page /Parent 2 0 R /MediaBox {box} /Rotate {self._rotation} /Resources {resources} "
            f"/Contents {drawn} 0 R >>"
        )

    def _add(self, text: str) -> int:
        self._objects.append(text)
        return len(self._objects)


def _stream(content: str, entries: str = "") -> str:
    return f"<< {entries} /Length {len(content.encode('ascii'))} >>\nstream\n{content}\nendstream"


def _file(objects: Sequence[str]) -> bytes:
    body = b"%PDF-1.7\n"
    places: list[int] = []
    for number, text in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{text}\nendobj\n".encode("ascii")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    trailer = f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF\n"
    return body + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{trailer}".encode("ascii")
