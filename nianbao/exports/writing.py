"""One table in one format onto a stream, or in several formats at once, read from the database a single time."""

import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol

from sqlalchemy import Connection

from nianbao.exports.selection import Selection
from nianbao.exports.shown import Shown, shown_state
from nianbao.exports.tables import Row, Table, rows, table

if TYPE_CHECKING:
    from nianbao.exports.files.coded import CodedFile

FORMATS = ("csv", "parquet", "xlsx", "dta", "sav")
# What a batch holds: wide rows are many cells.
CELLS = 400_000
# Written when all rows are known: their texts have a width of their own.
LATE = ("dta", "sav")
PACKAGES = {
    "csv": (),
    "parquet": ("pyarrow",),
    "xlsx": ("xlsxwriter",),
    "dta": ("pyarrow", "pandas", "pyreadstat"),
    "sav": ("pyarrow", "pandas", "pyreadstat"),
}


class FormatRefused(Exception):
    """There is no such format, or no package for it; raised by what is here."""


class File(Protocol):
    """What takes rows."""

    def add(self, rows: Sequence[Row]) -> None:
        """Write rows, in their order."""

    def close(self) -> None:
        """Write what is waiting; the stream is the caller's."""


def write(connection: Connection, selection: Selection, name: str, form: str, stream: BinaryIO) -> int:
    """One table of a selection in one format onto a binary stream; gives the rows. Raises FormatRefused."""
    shown = shown_state(connection, selection.release)
    asked = table(selection, name)
    with tempfile.TemporaryDirectory(prefix="nianbao-export-") as folder:
        return write_all(asked, rows(connection, selection, name, shown), {form: stream}, selection, shown, folder)


def write_all(
    asked: Table,
    given: Iterable[Row],
    streams: Mapping[str, BinaryIO],
    selection: Selection,
    shown: Shown,
    folder: str,
) -> int:
    """Rows onto a stream a format; `folder` is for what is not finished. Gives the rows. Raises FormatRefused."""
    refuse(asked.name, streams)
    about = about_file(asked, selection, shown)
    files = [_MAKERS[form](asked, stream, about, shown, folder) for form, stream in streams.items() if form in _MAKERS]
    late = {form: stream for form, stream in streams.items() if form in LATE}
    spool = _spool(asked, folder) if late else None
    count = 0
    for batch in batches(given, max(1, CELLS // len(asked.columns))):
        count += len(batch)
        for file in (*files, *((spool,) if spool else ())):
            file.add(batch)
    for file in files:
        file.close()
    if spool:
        _write_late(spool, late, about["title"], shown)
    return count


def refuse(name: str, forms: Iterable[str]) -> None:
    """Raises FormatRefused for what is no format, has no package here, or cannot hold this table."""
    for form in forms:
        if form not in FORMATS:
            raise FormatRefused(f"{form} is no format: there are {', '.join(FORMATS)}")
        if form in LATE and name == "report_panel_status":
            raise FormatRefused(f"{form} holds no report_panel_status: its codes stand in report_panel itself")
        for package in PACKAGES[form]:
            if find_spec(package) is None:
                raise FormatRefused(f"{form} needs {package}: pip install 'nianbao[exports]'")


def batches(given: Iterable[Row], size: int) -> Iterator[list[Row]]:
    """Rows, so many at a time."""
    waiting = iter(given)
    while batch := list(islice(waiting, size)):
        yield batch


def about_file(asked: Table, selection: Selection, shown: Shown) -> dict[str, str]:
    """What every file says of itself."""
    told = {name: " ".join(each) if isinstance(each, list) else str(each) for name, each in selection.told().items()}
    return {
        "title": f"nianbao {shown.release_id}: {asked.name}",
        "release_id": shown.release_id,
        "as_of": shown.moment,
        **{f"selection_{name}": each for name, each in told.items()},
        "licence": "CC BY 4.0",
    }


def _spool(asked: Table, folder: str) -> "CodedFile":
    from nianbao.exports.files.coded import CodedFile

    return CodedFile(asked, Path(folder) / f"{asked.name}.coded")


def _write_late(spool: "CodedFile", streams: Mapping[str, BinaryIO], title: str, shown: Shown) -> None:
    from nianbao.exports.files.spss_file import write_spss
    from nianbao.exports.files.stata_file import write_stata

    spool.close()
    for form, stream in streams.items():
        match form:
            case "dta":
                write_stata(spool, stream, title, shown.as_of)
            case "sav":
                write_spss(spool, stream, title, shown.as_of)
    spool.path.unlink()


def _csv(asked: Table, stream: BinaryIO, about: Mapping[str, str], shown: Shown, folder: str) -> File:
    from nianbao.exports.files.csv_file import CsvFile

    return CsvFile(asked, stream)


def _parquet(asked: Table, stream: BinaryIO, about: Mapping[str, str], shown: Shown, folder: str) -> File:
    from nianbao.exports.files.parquet_file import ParquetFile

    return ParquetFile(asked, stream, about)


def _xlsx(asked: Table, stream: BinaryIO, about: Mapping[str, str], shown: Shown, folder: str) -> File:
    from nianbao.exports.files.xlsx_file import XlsxFile

    return XlsxFile(asked, stream, about, shown.as_of, folder)


_MAKERS: Mapping[str, Callable[[Table, BinaryIO, Mapping[str, str], Shown, str], File]] = {
    "csv": _csv,
    "parquet": _parquet,
    "xlsx": _xlsx,
}
