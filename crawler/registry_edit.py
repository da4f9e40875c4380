"""What a live check found, written into a row of the registry; every other byte of the file stays.

No library: the one that keeps comments (tomlkit) would be in everybody's installation for two lines that we write
ourselves. What was edited is read back, and an edit that changed anything else is refused.
"""

import json
import os
import re
import shutil
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from crawler.registry import site_files

HEADER = re.compile(r"\s*\[\[\s*site\s*\]\]\s*(#.*)?\s*")
LONGEST_REASON = 300
# The lines that are written here: the field, its value as we write it, what follows.
WRITTEN = {
    "checked": re.compile(r"(\s*checked\s*=\s*)(\d{4}-\d\d-\d\d)(\s*(?:#.*)?)"),
    "check_failed": re.compile(r'(\s*check_failed\s*=\s*)("(?:[^"\\]|\\.)*")(\s*(?:#.*)?)'),
}
BEFORE = re.compile(r"\s*evidence\s*=")


class RowUneditable(Exception):
    """A row that cannot be edited line by line, or a file that cannot be written; raised by `write_check`."""


def write_check(name: str, day: date, fault: str) -> Path:
    """Write into the site's row that it was found good on this day (`fault` empty), or why not; gives the file.

    A row that is at fault keeps the day on which it was last found good. Raises RowUneditable; the file is untouched.
    """
    file = file_of(name)
    try:
        before = file.read_bytes().decode("utf-8")
        replace_file(file, with_check(before, name, day, fault).encode("utf-8"))
    except OSError as error:
        raise RowUneditable(f"{file}: {error.strerror}") from error
    return file


def require_editable(name: str, day: date) -> None:
    """Raise RowUneditable where what is found of this row could not be written, ahead of asking anybody."""
    file = file_of(name)
    with_check(file.read_bytes().decode("utf-8"), name, day, "")
    if not os.access(file.parent, os.W_OK):
        raise RowUneditable(f"{file}: its folder cannot be written")


def file_of(name: str) -> Path:
    """The file that holds a site's row. Raises RowUneditable where no file has it."""
    for file in site_files():
        if isinstance(file, Path) and any(row.get("name") == name for row in rows_in(file.read_text("utf-8"))):
            return file
    raise RowUneditable(f"no file that can be written holds a row named {name}")


def with_check(text: str, name: str, day: date, fault: str) -> str:
    """A registry file's text with what was found. Raises RowUneditable where more than that would change."""
    values = (
        {"check_failed": quoted(f"{day}: {fault}")} if fault else {"checked": day.isoformat(), "check_failed": None}
    )
    lines = text.splitlines(keepends=True)
    for start, end in reversed([*blocks(lines)]):
        if is_row(lines[start:end], name):
            lines[start:end] = with_values(lines[start:end], values)
    edited, read = "".join(lines), tomllib.loads(text)
    if parsed(edited) != {**read, "site": [expected(row, name, values) for row in rows_in(text)]}:
        raise RowUneditable(f"the row {name} is not written line by line: enter {values} by hand")
    return edited


def with_values(block: Sequence[str], values: Mapping[str, str | None]) -> list[str]:
    """A row's lines with these fields: replaced where they are, else below `evidence`; null takes one out."""
    lines = list(block)
    for field, value in values.items():
        at = next((place for place, line in enumerate(lines) if WRITTEN[field].fullmatch(line.rstrip("\r\n"))), None)
        if at is not None:
            lines[at : at + 1] = replaced(lines[at], field, value)
        elif value is not None:
            lines = inserted(lines, f"{field} = {value}")
    return lines


def replaced(line: str, field: str, value: str | None) -> list[str]:
    """A line with another value, a comment behind it kept; none where the value is null."""
    bare = line.rstrip("\r\n")
    found = WRITTEN[field].fullmatch(bare)
    return [f"{found[1]}{value}{found[3]}{line[len(bare) :]}"] if found and value is not None else []


def inserted(lines: Sequence[str], new: str) -> list[str]:
    """The lines with a new one below those of `evidence` and of an earlier check."""
    above = [place for place, line in enumerate(lines) if BEFORE.match(line) or WRITTEN["checked"].match(line)]
    if not above:
        return list(lines)
    last = lines[above[-1]]
    ending = last[len(last.rstrip("\r\n")) :] or "\n"
    return [*lines[: above[-1]], last.rstrip("\r\n") + ending, new + ending, *lines[above[-1] + 1 :]]


def blocks(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The rows of a file as (first line, line after the last)."""
    starts = [place for place, line in enumerate(lines) if HEADER.fullmatch(line)]
    yield from pairwise([*starts, len(lines)])


def is_row(block: Sequence[str], name: str) -> bool:
    """Whether these lines are the row of this name."""
    return any(row.get("name") == name for row in parsed("".join(block)).get("site", []))


def parsed(text: str) -> dict[str, Any]:
    """What a text says; nothing where it is no TOML."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return {}


def rows_in(text: str) -> list[dict[str, Any]]:
    """The rows in a text. Raises TOMLDecodeError."""
    rows: list[dict[str, Any]] = tomllib.loads(text).get("site", [])
    return rows


def expected(row: Mapping[str, Any], name: str, values: Mapping[str, str | None]) -> dict[str, Any]:
    """A row as it must read after the edit."""
    if row.get("name") != name:
        return dict(row)
    kept = {key: value for key, value in row.items() if key not in values}
    return kept | {
        key: tomllib.loads(f"value = {value}")["value"] for key, value in values.items() if value is not None
    }


def quoted(text: str) -> str:
    """A sentence as a TOML string on one line; characters that do not print are left out."""
    said = " ".join("".join(character if character.isprintable() else " " for character in text).split())
    return json.dumps(said if len(said) <= LONGEST_REASON else said[: LONGEST_REASON - 1] + "…", ensure_ascii=False)


def replace_file(file: Path, content: bytes) -> None:
    """Put a file in another's place, with the other's mode: whoever reads it meanwhile sees one of the two whole."""
    new = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        new.write_bytes(content)
        shutil.copymode(file, new)
        new.replace(file)
    finally:
        new.unlink(missing_ok=True)
