"""What may happen to a finished page: copies of its tables that are not to be read, other scripts, other bytes."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OnPage:
    """The formats it fits, and what must be told; the printers know it by its name."""

    formats: tuple[str, ...]
    told: tuple[tuple[str, tuple[str, ...]], ...] = ()
    families: tuple[str, ...] = ("national", "annex")


PAGE: Mapping[str, OnPage] = {
    "hidden_copy": OnPage(("html",)),
    "commented_copy": OnPage(("html",)),
    "tables_twice": OnPage(("html", "text", "md", "pdf", "docx", "xlsx")),
    "gb18030": OnPage(("html", "text", "md")),
    "traditional": OnPage(("html", "text", "md"), told=(("SOURCE.MIRROR", ()),), families=("national",)),
    "section_lost": OnPage(
        ("html", "text", "md", "pdf", "docx", "xlsx"),
        told=(("SECTION.MISSING", ("problems",)),),
        families=("national",),
    ),
    "contents_list": OnPage(("html", "text", "md", "pdf", "docx", "xlsx")),
}
