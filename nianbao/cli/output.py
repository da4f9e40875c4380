"""How rows are printed: as a table for eyes, as JSON or CSV for programs."""

import csv
import json
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from rich.table import Table

Row = Mapping[str, Any]

format_option = click.option(
    "--format",
    "output",
    type=click.Choice(["table", "json", "csv"]),
    default="table",
    show_default=True,
    help="How to print: for eyes, or for programs.",
)

# What a spreadsheet would run as a formula; a number with its sign is none.
FORMULA = re.compile(r"[=+\-@\t\r](?!\d*\.?\d*$)")


def print_rows(rows: Sequence[Row], output: str) -> None:
    """Print rows that share their keys; `output` is table, json or csv."""
    match output:
        case "json":
            print_json(rows)
        case "csv":
            print_csv(rows)
        case "table":
            print_table(rows)
        case _:
            raise ValueError(f"{output} is no output format")


def print_json(data: object) -> None:
    """Print anything the contract lets out; numbers keep their digits, times are UTC with Z."""
    json.dump(data, sys.stdout, ensure_ascii=False, indent=1, default=_plain)
    sys.stdout.write("\n")


def print_csv(rows: Sequence[Row], columns: Sequence[str] = ()) -> None:
    """Print rows with a header; text that a spreadsheet would run as a formula gets a quote ahead of it.

    `columns` is the header where there is no row to take it from.
    """
    writer = csv.writer(sys.stdout, lineterminator="\n")
    if rows or columns:
        writer.writerow(rows[0] if rows else columns)
    writer.writerows([_harmless(_word(value)) for value in row.values()] for row in rows)


def print_table(rows: Sequence[Row], title: str | None = None) -> None:
    """Print rows with a header for eyes; on a terminal cells are folded to its width, elsewhere they are not.

    Without a row nothing is printed: the command says in words, on standard error, that there is none.
    """
    if not rows:
        return
    from rich.console import Console

    table = _table(rows, title)
    console = Console()
    # Nobody folds lines for a file or a pipe.
    (console if console.is_terminal else Console(width=max(_width(table), 80))).print(table)


def fits(rows: Sequence[Row]) -> bool:
    """Whether these rows stand side by side without folding; always where there is no terminal."""
    from rich.console import Console

    console = Console()
    return not console.is_terminal or _width(_table(rows, None)) <= console.width


def _table(rows: Sequence[Row], title: str | None) -> "Table":
    from rich.table import Table

    table = Table(title=title, title_justify="left")
    for place, heading in enumerate(rows[0] if rows else ()):
        numeric = all(_is_numeric(list(row.values())[place]) for row in rows)
        table.add_column(heading, justify="right" if numeric else "left", overflow="fold")
    for row in rows:
        table.add_row(*(_escaped(_word(value)) for value in row.values()))
    return table


def _width(table: "Table") -> int:
    from rich.console import Console

    return Console(width=100_000).measure(table).maximum


def moment(at: datetime | None) -> str | None:
    """A time as the contract prints it: UTC, ISO 8601, Z."""
    return None if at is None else at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _plain(value: object) -> object:
    from nianbao.domain.report_json import number

    match value:
        case Decimal():
            return number(value)
        case datetime():
            return moment(value)
        case Mapping():
            return dict(value)
        case _:
            raise TypeError(f"{type(value).__name__} is not printed as JSON")


def _word(value: object) -> str:
    match value:
        case None:
            return ""
        case datetime():
            return moment(value) or ""
        case str():
            return value
        case Mapping():
            return json.dumps(value, ensure_ascii=False, default=_plain)
        case Iterable():
            return " ".join(_word(part) for part in value)
        case _:
            return str(value)


def _harmless(word: str) -> str:
    return "'" + word if FORMULA.match(word) and len(word) > 1 else word


def _is_numeric(value: object) -> bool:
    return value is None or isinstance(value, int | float | Decimal)


def _escaped(word: str) -> str:
    from rich.markup import escape

    return escape(word)
