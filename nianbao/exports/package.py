"""The whole folder: every table in every format, with codebook, citation, cautions, exclusions and digests."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from nianbao.exports.cautions import cautions_page
from nianbao.exports.codebook import described_figures
from nianbao.exports.codebook_pages import codebook_csv, codebook_html, codebook_markdown
from nianbao.exports.companions import citation, exclusions_csv, whats_new
from nianbao.exports.datapackage import data_package
from nianbao.exports.ddi import ddi_codebook
from nianbao.exports.folder import digest_of, made_whole, write_sums
from nianbao.exports.profile import Profile
from nianbao.exports.selection import Selection
from nianbao.exports.shown import Shown, shown_state
from nianbao.exports.tables import TABLES, Row, Table, rows, table
from nianbao.exports.waterfall import Waterfall, waterfall
from nianbao.exports.writing import FORMATS, LATE, refuse, write_all

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Built:
    """What was written: the state, rows by table, exclusions, bytes in all."""

    shown: Shown
    rows: dict[str, int]
    counted: Waterfall
    size: int


def build(
    connection: Connection, selection: Selection, formats: Sequence[str], folder: Path, tell: Tell = lambda line: None
) -> Built:
    """Write an export into a folder, whole or not at all; `tell` hears of each step.

    Two exports of one state and selection are equal, byte for byte. Raises SelectionRefused, FormatRefused,
    FolderRefused, OSError.
    """
    refuse("", formats)
    shown = shown_state(connection, selection.release)
    with made_whole(folder) as making:
        tell("counting what is left out")
        counted = waterfall(connection, selection)
        profile = Profile()
        tables = {
            name: _written(connection, selection, shown, forms, name, making, profile, tell)
            for name in TABLES
            if (forms := forms_of(name, formats))
        }
        tell("writing codebook, cautions and digests")
        _companions(connection, selection, shown, counted, profile, tables, making)
        digests = write_sums(making)
        size = sum(path.stat().st_size for path in digests)
    return Built(shown, {name: count for name, (_, count) in tables.items()}, counted, size)


def forms_of(name: str, formats: Sequence[str]) -> list[str]:
    """The formats that a table is written in: Stata and SPSS have the statuses as codes in `report_panel` itself."""
    return [form for form in FORMATS if form in formats and not (name == "report_panel_status" and form in LATE)]


def _written(
    connection: Connection,
    selection: Selection,
    shown: Shown,
    forms: Sequence[str],
    name: str,
    making: Path,
    profile: Profile,
    tell: Tell,
) -> tuple[Table, int]:
    asked = table(selection, name)
    given: Iterable[Row] = rows(connection, selection, name, shown)
    if name == "long":
        given = profile.watch(asked, given)
    tell(f"writing {name}: {', '.join(forms)}")
    with ExitStack() as opened:
        streams = {form: opened.enter_context((making / f"{name}.{form}").open("wb")) for form in forms}
        return asked, write_all(asked, given, streams, selection, shown, str(making))


def _companions(
    connection: Connection,
    selection: Selection,
    shown: Shown,
    counted: Waterfall,
    profile: Profile,
    tables: dict[str, tuple[Table, int]],
    making: Path,
) -> None:
    digests = {path: digest_of(path) for path in sorted(making.iterdir())}
    figures = described_figures(selection, profile)
    pages = {
        "datapackage.json": data_package(selection, shown, tables, counted, digests),
        "codebook.csv": codebook_csv(figures),
        "codebook.md": codebook_markdown(shown, figures),
        "codebook.html": codebook_html(shown, figures),
        "CITATION.cff": citation(shown),
        "EXCLUSIONS.csv": exclusions_csv(counted),
        "WHATSNEW.md": whats_new(connection, selection, shown),
        "CAUTIONS.md": cautions_page(selection, shown, counted, profile),
    }
    for name, text in pages.items():
        (making / name).write_text(text, "utf-8")
    (making / "ddi-codebook.xml").write_bytes(ddi_codebook(selection, shown, figures, list(tables.values())))
