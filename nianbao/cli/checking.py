"""`nianbao sites --check --live`: each row of the registry against its portal."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import click

from nianbao.cli.exits import Incomplete, SurroundingsFailed

if TYPE_CHECKING:
    from pipelines.result import CrawlResult
    from pipelines.row_check import RowCheck

FOR_EYES = ("site", "found", "state", "pages", "rows", "newest_year", "newest_title", "headings")


def check_live(names: Sequence[str], *, sample: bool, write: bool, output: str) -> None:
    """Ask these sites for their lists and newest reports, print what was found, and write it into the rows.

    Raises Incomplete where a row is not good, and what a crawl raises.
    """
    if write:
        refuse_uneditable(names)
    checks, result = checked(names, sample)
    show(checks, output)
    for check in checks:
        for reason in check.reasons:
            click.echo(f"{check.site}: {reason}", err=True)
    if write:
        write_down(checks)
    if result.archive_failed:
        raise SurroundingsFailed("an archive failed as named above: restore it from a copy, or make room on its disk")
    if bad := [check.site for check in checks if check.found != "good"]:
        raise Incomplete(f"{len(bad)} of {len(checks)} rows were not found good: {', '.join(bad)}")


def checked(names: Sequence[str], sample: bool) -> "tuple[list[RowCheck], CrawlResult]":
    """Crawl the lists and newest reports of these sites; what was found of each, and how the crawl ended."""
    from crawler.registry import sites
    from nianbao.cli.crawling import crawl
    from pipelines.row_check import check_row
    from pipelines.selection import Selection

    with TemporaryDirectory(prefix="nianbao-check-") as folder:
        # What was read leaves the crawl as with `scrapy crawl -O`.
        feeds = {f"{folder.replace('%', '%%')}/%(name)s.jsonl": {"format": "jsonlines"}}
        # Anew also where a check was killed: what is written down must have been asked for now.
        result = crawl(names, Selection(newest=True), archives=(), sample=sample, fresh=True, more={"FEEDS": feeds})
        read = {name: reports_in(Path(folder) / f"{name}.jsonl") for name in names}
    return [check_row(sites()[name], result.ledgers[name], read[name]) for name in names], result


def reports_in(feed: Path) -> list[dict[str, Any]]:
    """The reports of a feed; none where nothing was read."""
    return [json.loads(line) for line in feed.read_text("utf-8").splitlines()] if feed.exists() else []


def show(checks: "Iterable[RowCheck]", output: str) -> None:
    """Print what was found: whole for programs, the most telling columns for eyes."""
    from nianbao.cli.output import print_rows

    rows = [asdict(check) for check in checks]
    print_rows([shortened(row) for row in rows] if output == "table" else rows, output)


def shortened(row: dict[str, Any]) -> dict[str, Any]:
    """A row as a terminal shows it: what was got beside what the list says it has."""
    got = {
        name: row[name] if row[f"{name}_said"] is None else f"{row[name]}/{row[f'{name}_said']}"
        for name in ("pages", "rows")
    }
    return {column: got.get(column, row[column]) for column in FOR_EYES}


def refuse_uneditable(names: Iterable[str]) -> None:
    """Raise SurroundingsFailed for a row that could not be written to, ahead of asking its portal."""
    from crawler import clock
    from crawler.registry_edit import RowUneditable, require_editable

    for name in names:
        try:
            require_editable(name, clock.now().date())
        except RowUneditable as refused:
            raise SurroundingsFailed(str(refused)) from refused


def write_down(checks: "Iterable[RowCheck]") -> None:
    """Write into the registry what was found. Raises SurroundingsFailed for a file that cannot be edited."""
    from crawler import clock
    from crawler.registry_edit import RowUneditable, write_check

    today = clock.now().date()
    for check in checks:
        if check.found == "not_asked":
            click.echo(f"{check.site}: not written down: this says nothing about the portal", err=True)
            continue
        try:
            file = write_check(check.site, today, "; ".join(check.reasons))
        except RowUneditable as refused:
            raise SurroundingsFailed(str(refused)) from refused
        click.echo(f"{check.site}: written to {file}", err=True)
