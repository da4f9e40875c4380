"""`nianbao read`: one document to the report as JSON. No database, no network."""

import json
import sys
from pathlib import Path

import click

from nianbao.cli.exits import Incomplete, InputRefused


@click.command("read")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--url", default="", help="Where the document came from; used where it does not say.")
@click.option("--year", type=click.IntRange(2000, 2100), help="The report year; used where the document states none.")
@click.option("--mask", is_flag=True, help="Mask personal data in prose, as the database's views do.")
def command(file: Path, url: str, year: int | None, mask: bool) -> None:
    """Read one document and print the report as JSON: HTML, text, PDF, PNG, JPEG, DOCX, DOC, RTF, XLSX, XLS, ODS, ZIP.

    The kind is decided by the bytes, never by the name. Exit status: 0 read (findings, missing tables and unreadable
    cells are in the JSON) · 1 not an annual report; the JSON is printed all the same · 3 refused or unreadable.
    """
    from extractors.errors import Refused
    from nianbao.domain.personal import masked_report
    from nianbao.domain.report_json import report_to_json
    from pipelines.readers import ReaderBroke, read_in_child

    body = _bytes_of(file)
    try:
        report = read_in_child(body, url=url, year=year)
    except Refused as refused:
        raise InputRefused(f"{file}: {refused}") from refused
    except ReaderBroke as broke:
        raise InputRefused(f"{file}: not read: {broke}") from broke
    if year is not None and report.year != year:
        click.echo(f"{file}: the document states {report.year}; --year {year} is not used", err=True)
    json.dump(report_to_json(masked_report(report) if mask else report), sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")
    if not _is_annual(report.title, len(report.sections)):
        raise Incomplete(f"{file}: not an annual report: neither its title nor two statutory headings say so")


def _bytes_of(file: Path) -> bytes:
    """The file's bytes; one that is larger than any document read here is refused before it is loaded."""
    from extractors.documents.kind import MAX_BYTES

    try:
        size = file.stat().st_size
        if size > MAX_BYTES:
            raise InputRefused(f"{file}: {size:,} bytes, larger than the limit of {MAX_BYTES:,}; not a report")
        return file.read_bytes()
    except OSError as error:
        raise InputRefused(f"{file}: cannot be opened: {error.strerror}") from error


def _is_annual(title: str, sections: int) -> bool:
    from nianbao.domain.titles import parse_title

    return parse_title(title) is not None or sections > 1
