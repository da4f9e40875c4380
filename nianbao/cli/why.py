"""`nianbao why`: a figure back to its cell, re-read from the archive, never from the database."""

from typing import TYPE_CHECKING, Any

import click

from nianbao.cli.exits import Incomplete, InputRefused, SurroundingsFailed, WrongCall
from nianbao.cli.opened import opened_database
from nianbao.cli.output import format_option, moment, print_json, print_rows
from nianbao.cli.region import place_of
from nianbao.cli.then import then_options
from nianbao.store.then import Then

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from nianbao.archive.reader import Payload
    from nianbao.domain.report import Report
    from nianbao.store.queries import HeldReport, Source


@click.command("why")
@click.argument("cell", nargs=-1, required=True, metavar="CELL_ID | REGION YEAR KEY")
@click.option("--publisher", help="Another organ's series.")
@then_options
@format_option
@click.pass_context
def command(ctx: click.Context, cell: tuple[str, ...], publisher: str | None, output: str, then: Then) -> None:
    """Print where a figure stands: record, table, row, column and text, read again from the archived page."""
    from nianbao.store.queries import source_of

    with opened_database(ctx) as connection:
        held, key = _asked(connection, cell, publisher, then)
        source = source_of(connection, held)
    payload = _payload(source)
    answer = _answer(_reread(source, payload, held.year), key, source, payload)
    match output:
        case "json":
            print_json(answer)
        case "csv":
            print_rows([answer], "csv")
        case _:
            print_rows([{"what": name, "is": value} for name, value in answer.items()], "table")


def _asked(
    connection: "Connection", cell: tuple[str, ...], publisher: str | None, then: Then
) -> "tuple[HeldReport, str]":
    match cell:
        case [cell_id] if "/" in cell_id:
            report_id, _, key = cell_id.partition("/")
            return _report(connection, report_id, then), key
        case [region, year, key] if year.isdecimal():
            return _report_of_year(connection, region, int(year), publisher, then), key
        case _:
            raise WrongCall("give a CELL_ID (350128-pt-2021-a/t3.granted.total), or REGION YEAR KEY")


def _report(connection: "Connection", report_id: str, then: Then) -> "HeldReport":
    from nianbao.store.queries import reports

    region = report_id.partition("-")[0]
    for held in reports(connection, region, then):
        if held.report_id == report_id:
            return held
    raise Incomplete(f"no report {report_id} is held: `nianbao reports` shows those that are")


def _report_of_year(
    connection: "Connection", region: str, year: int, publisher: str | None, then: Then
) -> "HeldReport":
    from nianbao.cli.series import find_series

    chosen, _ = find_series(connection, place_of(region), publisher, then=then)
    for held in chosen.reports:
        if held.year == year:
            return held
    raise Incomplete(f"no report of {chosen.publisher} for {year} is held: `nianbao reports {region}` shows the years")


def _payload(source: "Source") -> "Payload":
    from nianbao.archive.errors import Damaged, Missing
    from nianbao.archive.reader import load

    record = source.capture.record
    try:
        payload = load(record)
    except (Damaged, Missing) as error:
        raise SurroundingsFailed(str(error)) from error
    if payload.digest != record.digest:
        click.echo(
            f"{record.file}: record {record.id} states {payload.digest}, but the capture row holds another digest, "
            f"{record.digest}: the archive was changed after it was crawled",
            err=True,
        )
    return payload


def _reread(source: "Source", payload: "Payload", year: int) -> "Report":
    from extractors import extract, read
    from extractors.errors import Refused
    from nianbao.archive.decoding import decoded_body
    from nianbao.archive.errors import Undecodable
    from nianbao.domain.carried import NoSuchPart, article_in

    part = source.capture.record.part
    try:
        body = decoded_body(payload.headers, payload.body)
        document = read(article_in(body, part) if part else body, url=payload.url)
        return extract(document, year=year)
    except (Undecodable, NoSuchPart) as error:
        raise SurroundingsFailed(f"{source.capture.record.file}: {payload.url}: {error}") from error
    except Refused as error:
        raise InputRefused(f"{payload.url}: {error}") from error


def _answer(report: "Report", key: str, source: "Source", payload: "Payload") -> dict[str, Any]:
    from extractors import reader_version
    from nianbao.checks.identities import identities_of
    from nianbao.domain.report_json import number, where_to_json

    figure = next((figure for figure in report.figures if figure.key == key), None)
    if figure is None:
        raise Incomplete(f"{payload.url} has no cell {key}: `nianbao history … --all` shows those it has")
    record = source.capture.record
    rules = {each.rule: None for each in identities_of(report) if any(term.key == key for term in each.terms)}
    return {
        "key": key,
        "value": number(figure.value),
        "status": figure.status,
        "raw": figure.raw,
        "where": where_to_json(figure.where),
        "url": payload.url,
        "captured_at": moment(payload.captured_at),
        "record": {
            "file": str(record.file),
            "offset": record.offset,
            "id": record.id,
            "digest": payload.digest,
            **({"part": record.part} if record.part else {}),
        },
        "reader": reader_version(),
        "rules": list(rules),
    }
