"""Whoever makes a sentence that a page may show writes its Chinese: no maker has one that no entry knows."""

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from nianbao.domain.forms import forms
from nianbao.explorer.phrasing import BETWEEN, chinese, entries
from tests.explorer.english import SENTENCE

ROOT = Path(__file__).resolve().parents[2]
TOLD = tomllib.loads(Path(__file__).with_name("sentences.toml").read_text("utf-8"))
MAKERS = sorted(path for pattern in TOLD["makers"] for path in ROOT.glob(pattern))
QUOTED = re.compile(r"'((?:[^']|'')*)'")


def pieces(path: Path) -> Iterator[str]:
    """What stands in the quotes of a file between its parts, without what is written for programmers."""
    text = path.read_text("utf-8")
    if path.suffix == ".sql":
        code = re.sub(r"(?m)^COMMENT ON .*$|--.*$", "", text)
        yield from (found.replace("''", "'") for found in QUOTED.findall(code))
        return
    tree = ast.parse(text)
    written = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in written:
            yield node.value


@cache
def known() -> str:
    """The English of every entry, its parts left out as a mark."""
    return "\0".join(re.sub(r"\{.*?\}", "\0", english) for english in entries())


def test_there_are_makers_in_every_room_named() -> None:
    assert all(list(ROOT.glob(pattern)) for pattern in TOLD["makers"])


def test_every_sentence_that_is_made_has_its_chinese() -> None:
    lacking = [
        f"{path.relative_to(ROOT)}: {piece}"
        for path in MAKERS
        for piece in map(flat, pieces(path))
        if SENTENCE.search(piece) and not is_known(piece) and not any(part in piece for part in TOLD["unshown"])
    ]
    assert lacking == []


def is_known(piece: str) -> bool:
    """Whether an entry holds the piece, or each of the sentences that it joins; or it is said whole."""
    parts = [part.strip(" :;,") for part in piece.split(BETWEEN) if SENTENCE.search(part)]
    return all(part in known() for part in parts) or chinese(piece) is not None


def flat(piece: str) -> str:
    """On one line, what `format` puts in left out."""
    return " ".join(re.sub(r"\{.*?\}", "\0", piece).split())


def test_what_data_files_say_of_pages_addresses_and_sums_has_its_chinese() -> None:
    pages = tomllib.loads((ROOT / "crawler" / "blocks.toml").read_text("utf-8"))["kind"]
    addresses = tomllib.loads((ROOT / "crawler" / "reachable.toml").read_text("utf-8"))
    said = [each["means"] for each in pages] + [what for kind in ("ipv4", "ipv6") for _, what in addresses[kind]]
    said += [each.expr for form in forms().values() for each in form.identities]
    assert len(said) > 50
    assert [each for each in said if chinese(each) is None] == []
    assert list(unused_exceptions()) == []


def unused_exceptions() -> Iterator[str]:
    """Exceptions that nobody needs any more."""
    every = [flat(piece) for path in MAKERS for piece in pieces(path)]
    yield from (each for each in TOLD["unshown"] if not any(each in piece for piece in every))
