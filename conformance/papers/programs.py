"""Papers printed by programs that offices have: LibreOffice, Chromium, and libraries for Python."""

import subprocess
import tempfile
from pathlib import Path

from fpdf import FPDF
from fpdf.enums import TableBordersLayout
from fpdf.fonts import FontFace

from conformance.papers.paper import Paper, placed, width_of
from sample.tables import Table

FONT = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")  # Debian: fonts-noto-cjk
_SIMPLIFIED = 2  # its face for simplified characters
_PATIENCE = 120  # seconds; either program takes about five


def printed_by_libreoffice(body: bytes, kind: str, into: str = "pdf") -> bytes:
    """A file of a kind (`docx`, `xlsx`) converted by LibreOffice without a window, in a profile of its own.

    Raises CalledProcessError or TimeoutExpired where the program fails, FileNotFoundError where it prints nothing.
    """
    with tempfile.TemporaryDirectory() as folder:
        source, made = Path(folder, f"paper.{kind}"), Path(folder, "made")
        source.write_bytes(body)
        profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
        _run("soffice", profile, "--headless", "--convert-to", into, "--outdir", str(made), str(source))
        return (made / f"paper.{into}").read_bytes()


def printed_by_chromium(page: str) -> bytes:
    """A page of HTML printed by Chromium without a window, in a profile of its own; raises as LibreOffice does."""
    with tempfile.TemporaryDirectory() as folder:
        source, made = Path(folder, "paper.html"), Path(folder, "paper.pdf")
        source.write_text(page, encoding="utf-8")
        profile = f"--user-data-dir={Path(folder, 'profile')}"
        # The page is our own file, and the sandbox does not run for root or in containers.
        quiet = ("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer")
        _run("chromium", *quiet, profile, f"--print-to-pdf={made}", source.as_uri())
        return made.read_bytes()


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=_PATIENCE)  # noqa: S603 - our own commands


def printed_by_fpdf(paper: Paper) -> bytes:
    """The paper printed by the library fpdf2, with a font that holds its characters."""
    file = FPDF(format="A4")
    file.add_font("noto", fname=str(FONT), collection_font_number=_SIMPLIFIED)
    file.set_margins(26, 25)
    file.add_page()
    file.set_font("noto", size=18)
    for line in paper.title:
        file.multi_cell(0, text=line, align="C", new_x="LMARGIN", new_y="NEXT")
    for block in paper.blocks:
        if isinstance(block, str):
            file.set_font("noto", size=14)
            file.multi_cell(0, 9, f"\u3000\u3000{block}", new_x="LMARGIN", new_y="NEXT")
        else:
            file.set_font("noto", size=8)
            _fpdf_table(file, block)
    return bytes(file.output())


def _fpdf_table(file: FPDF, table: Table) -> None:
    """A table; the library asks for a cell in each row that it reaches over, and for no heading row."""
    at = {(place.row, place.column): place.cell for place in placed(table)}
    with file.table(
        borders_layout=TableBordersLayout.ALL,
        first_row_as_headings=False,
        headings_style=FontFace(),
        text_align="C",
        line_height=4,
    ) as grid:
        for number in range(len(table)):
            row = grid.row()
            for column in range(width_of(table)):
                if (number, column) in at:
                    cell = at[number, column]
                    row.cell(cell.text, colspan=cell.columns, rowspan=cell.rows)
