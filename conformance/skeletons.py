"""The shapes that documents are printed in, out of `skeletons.toml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from conformance.forms import NATIONAL, form_names
from conformance.layouts import LAYOUTS
from conformance.printing import Printer
from sample.catalogue import read_toml

UNRULED = ("flat", "upright", "none")  # manners of PDFs in which print alone tells columns, or rows, apart
FORMATS = ("html", "text", "md", "pdf", "docx", "xlsx")


@dataclass(frozen=True, slots=True)
class Skeleton:
    """`families`: national or annex forms; `layouts`: by table; `seen`: the published page it is shaped after."""

    name: str
    families: tuple[str, ...]
    printer: Printer
    layouts: Mapping[str, tuple[str, ...]]
    seen: str

    @property
    def format(self) -> str:
        """html, text, md, pdf, docx or xlsx."""
        return self.printer.format

    @property
    def group(self) -> str:
        """Under which its results are counted: its format; of tables in PDFs that lack rules, `pdf_unruled`."""
        return "pdf_unruled" if self.printer.manner in UNRULED else self.format

    def forms(self) -> tuple[str, ...]:
        """The forms that it prints."""
        return tuple(form for form in form_names() if self._prints(form))

    def _prints(self, form: str) -> bool:
        if form == "national_2021" and "shifting_colspans" in self.layouts.get("t2", ()):
            return False  # only the form of 2019 has cells over two columns
        return ("national" if form in NATIONAL else "annex") in self.families


@cache
def skeletons() -> Mapping[str, Skeleton]:
    """Every skeleton by name."""
    rows = read_toml(Path(__file__).with_name("skeletons.toml"))["skeleton"]
    return {
        row["name"]: Skeleton(
            name=row["name"],
            families=tuple(row["families"]),
            printer=Printer(row["format"], row["manner"], tuple(row.get("page", ()))),
            layouts={kind: tuple(row[kind]) for kind in LAYOUTS if kind in row},
            seen=row.get("seen", ""),
        )
        for row in rows
    }
