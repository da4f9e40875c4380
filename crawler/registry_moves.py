"""A list that has moved, written into its row of the registry; every other byte of the file stays."""

import os
import re
import tomllib
from collections.abc import Mapping, Sequence
from difflib import unified_diff
from pathlib import Path

from crawler.registry_edit import RowUneditable, blocks, file_of, is_row, parsed, replace_file, rows_in

# The fields that a move may change, in the order in which they are written where a row has none of them.
MOVABLE = ("family", "list_url", "reports", "evidence")
# A line of a field, and the lines of an array that goes on below.
BEGINS = r"\s*{field}\s*="


def moved(name: str, values: Mapping[str, str | None]) -> tuple[Path, str, str]:
    """The file of a site's row, its text, and that text with these values (TOML, null takes a field out).

    What an earlier check found of the row is taken out too: it was said of the old list. Raises RowUneditable.
    """
    file = file_of(name)
    text = file.read_bytes().decode("utf-8")
    return file, text, with_move(text, name, values)


def with_move(text: str, name: str, values: Mapping[str, str | None]) -> str:
    """A registry file's text with these values in a row. Raises RowUneditable where more than that would change."""
    wanted = {**dict.fromkeys(("checked", "check_failed")), **{field: values.get(field) for field in MOVABLE}}
    lines = text.splitlines(keepends=True)
    for start, end in reversed([*blocks(lines)]):
        if is_row(lines[start:end], name):
            lines[start:end] = with_fields(lines[start:end], wanted)
    edited = "".join(lines)
    expected = [changed(row, wanted) if row.get("name") == name else row for row in rows_in(text)]
    if parsed(edited) != {**tomllib.loads(text), "site": expected}:
        raise RowUneditable(f"the row {name} is not written line by line: change it by hand")
    return edited


def changed(row: Mapping[str, object], wanted: Mapping[str, str | None]) -> dict[str, object]:
    """A row as it must read after the edit."""
    kept = {key: value for key, value in row.items() if key not in wanted}
    new = {key: tomllib.loads(f"value = {value}")["value"] for key, value in wanted.items() if value is not None}
    return kept | new


def with_fields(block: Sequence[str], wanted: Mapping[str, str | None]) -> list[str]:
    """A row's lines with these fields: replaced where they stand, else below the field that comes before."""
    lines = list(block)
    for field, value in wanted.items():
        place = span_of(lines, field)
        if place is not None:
            ending = lines[place[0]][len(lines[place[0]].rstrip("\r\n")) :] or "\n"
            lines[place[0] : place[1]] = [] if value is None else [f"{field} = {value}{ending}"]
        elif value is not None:
            lines = inserted_below(lines, field, value)
    return lines


def span_of(lines: Sequence[str], field: str) -> tuple[int, int] | None:
    """The lines of a field, as (first, line after the last); None where the row has none."""
    for start, line in enumerate(lines):
        if re.match(BEGINS.format(field=field), line):
            for end in range(start + 1, len(lines) + 1):
                if field in parsed("".join(lines[start:end])):
                    return start, end
    return None


def inserted_below(lines: Sequence[str], field: str, value: str) -> list[str]:
    """The lines with a new field below the nearest one that is written before it."""
    before = ["name", "region", "publisher", *MOVABLE[: MOVABLE.index(field)]]
    at = next((span[1] for known in reversed(before) if (span := span_of(lines, known)) is not None), 1)
    last = lines[at - 1]
    ending = last[len(last.rstrip("\r\n")) :] or "\n"
    return [*lines[: at - 1], last.rstrip("\r\n") + ending, f"{field} = {value}{ending}", *lines[at:]]


def difference(file: Path, before: str, after: str) -> str:
    """A unified diff of a registry file, as `patch` takes it in `crawler/sites`."""
    lines = before.splitlines(keepends=True), after.splitlines(keepends=True)
    return "".join(unified_diff(*lines, f"a/{file.name}", f"b/{file.name}", n=2))


def write_move(file: Path, before: str, after: str) -> None:
    """Put the edited text in the file's place, unless somebody has edited it meanwhile. Raises RowUneditable."""
    try:
        if file.read_bytes().decode("utf-8") != before:
            raise RowUneditable(f"{file}: it was edited meanwhile: nothing is written")
        replace_file(file, after.encode("utf-8"))
    except OSError as error:
        raise RowUneditable(f"{file}: {os.strerror(error.errno or 0)}") from error
