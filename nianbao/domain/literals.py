"""Literals of JavaScript in the text of a page: JSON, and what scripts write beside it (bare keys, single quotes)."""

import re
from collections.abc import Iterator
from typing import Any

_BLANK = re.compile(r"(?:\s++|//[^\n]*+|/\*.*?\*/)*+", re.DOTALL)
_STRING = re.compile(r'"((?:[^"\\]++|\\.)*+)"|\'((?:[^\'\\]++|\\.)*+)\'', re.DOTALL)
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")
_WORD = re.compile(r"[A-Za-z_$][\w$]*")
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))", re.DOTALL)
_PLAIN = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f", "v": "\v", "0": "\0", "\n": ""}
_WORDS = {"true": True, "false": False, "null": None, "undefined": None}
# A catalogue nests some five levels deep.
MAX_DEPTH = 60


class NotLiteral(Exception):
    """No whole literal stands there: it breaks off, computes something, or is nested beyond reason; raised here."""


def literals_named(text: str, name: str) -> Iterator[Any]:
    """The value of each key of this name (`name: [...]`, `"name": {...}`) that is a whole literal, in order."""
    for found in re.finditer(rf"""(?<![\w$.])["']?{re.escape(name)}["']?\s*:""", text):
        try:
            yield _value(text, found.end(), 0)[0]
        except NotLiteral:
            continue


def _value(text: str, start: int, depth: int) -> tuple[Any, int]:
    """The literal that begins here, and where it ends. Raises NotLiteral."""
    start = _past_blank(text, start)
    if depth > MAX_DEPTH:
        raise NotLiteral("nested beyond reason")
    if text.startswith("{", start):
        return _object(text, start + 1, depth)
    if text.startswith("[", start):
        return _array(text, start + 1, depth)
    if found := _STRING.match(text, start):
        return _unescaped(found[1] if found[1] is not None else found[2]), found.end()
    if found := _NUMBER.match(text, start):
        return (float(found[0]) if re.search(r"[.eE]", found[0]) else int(found[0][:20])), found.end()
    found = _WORD.match(text, start)
    if found is None or found[0] not in _WORDS:
        raise NotLiteral("neither a literal nor the beginning of one")
    return _WORDS[found[0]], found.end()


def _array(text: str, start: int, depth: int) -> tuple[list[Any], int]:
    values: list[Any] = []
    while not text.startswith("]", start := _past_blank(text, start)):
        value, start = _value(text, start, depth + 1)
        values.append(value)
        start = _past_comma(text, start, "]")
    return values, start + 1


def _object(text: str, start: int, depth: int) -> tuple[dict[str, Any], int]:
    values: dict[str, Any] = {}
    while not text.startswith("}", start := _past_blank(text, start)):
        found = _STRING.match(text, start) or _WORD.match(text, start) or _NUMBER.match(text, start)
        if found is None:
            raise NotLiteral("no key")
        colon = _past_blank(text, found.end())
        if not text.startswith(":", colon):
            raise NotLiteral("no value")
        name = _unescaped(found[0][1:-1]) if found[0][0] in "\"'" else found[0]
        values[name], start = _value(text, colon + 1, depth + 1)
        start = _past_comma(text, start, "}")
    return values, start + 1


def _past_comma(text: str, start: int, end: str) -> int:
    """Behind the comma, or at the closing bracket. Raises NotLiteral."""
    start = _past_blank(text, start)
    if text.startswith(",", start):
        return start + 1
    if not text.startswith(end, start):
        raise NotLiteral("it breaks off, or computes something")
    return start


def _past_blank(text: str, start: int) -> int:
    found = _BLANK.match(text, start)
    return found.end() if found else start


def _unescaped(written: str) -> str:
    """A string as it is meant; surrogates that were written apart are joined."""
    if "\\" not in written:
        return written
    plain = _ESCAPE.sub(_meant, written)
    return plain.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _meant(found: re.Match[str]) -> str:
    code = found[1] or found[2]
    return chr(int(code, 16)) if code else _PLAIN.get(found[3], found[3])
