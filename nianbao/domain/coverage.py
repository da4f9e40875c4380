"""What a report counts: the whole administration of the area, or the organ itself; with the words that say so."""

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from nianbao.domain.report import Coverage, PublisherKind

_SENTENCE_END = re.compile(r"[。;!?|]")
Decision = tuple[Coverage, str]
# How evidence begins that is no sentence of the text.
NOT_STATED = ("publisher: ", "magnitudes: ")
NO_SIZES: Mapping[str, Decimal] = {}


def decide_coverage(
    kind: PublisherKind, text: str, publisher: str = "", sizes: Mapping[str, Decimal] = NO_SIZES
) -> Decision:
    """Coverage and its evidence: a phrase of the text, else the kind of publisher, else what is counted in table 2.

    `text` is the report's prose in simplified script, tables left out; `sizes` its numbers by key. Evidence is the
    sentence that decided, without white space, else a line that begins with one of `NOT_STATED`, naming the publisher
    or the numbers. A compiling office (由…办公室编制) says nothing.
    """
    sentences = tuple(_sentences(text))
    stated = _first_match(_rules(kind), sentences)
    if stated is not None:
        return stated
    signed = Coverage(_data()["by_publisher"][kind])
    supporting = [rule for rule in _data()["supporting"] if kind in rule["kinds"] and rule["coverage"] == signed]
    by_size = _by_magnitude(sizes) if signed is Coverage.UNCLEAR else None
    return _first_match(supporting, sentences) or by_size or (signed, f"publisher: {publisher or kind}")


def is_stated(evidence: str) -> bool:
    """Whether this evidence is a sentence of the text, rather than who signs or how much is counted."""
    return bool(evidence) and not evidence.startswith(NOT_STATED)


def _by_magnitude(sizes: Mapping[str, Decimal]) -> Decision | None:
    """What the numbers of table 2 say: all the least ones are reached, or nothing."""
    rule = _data()["magnitudes"]
    reached = [
        next((key for key in least["keys"] if sizes.get(key, 0) >= least["number"]), None) for least in rule["least"]
    ]
    keys = [key for key in reached if key is not None]
    if len(keys) < len(reached):
        return None
    return Coverage(rule["coverage"]), "magnitudes: " + ", ".join(f"{key} = {sizes[key]}" for key in keys)


def _rules(kind: PublisherKind) -> Sequence[Mapping[str, Any]]:
    phrases = _data()["phrases"]
    return [rule for rule in phrases["rule"] if kind in rule.get("kinds", phrases["kinds"])]


def _first_match(rules: Sequence[Mapping[str, Any]], sentences: Sequence[str]) -> Decision | None:
    for rule in rules:
        pattern = _compiled(rule["pattern"])
        for sentence in sentences:
            if pattern.search(sentence):
                return Coverage(rule["coverage"]), sentence
    return None


def _sentences(text: str) -> Iterator[str]:
    for line in unicodedata.normalize("NFKC", text).splitlines():
        yield from (part for part in _SENTENCE_END.split("".join(line.split())) if part)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    for word in ("scope", "inner", "area"):
        pattern = pattern.replace(f"{{{word}}}", _data()[word])
    return re.compile(pattern)


@cache
def _data() -> Mapping[str, Any]:
    return tomllib.loads(files(__package__).joinpath("coverage.toml").read_text(encoding="utf-8"))
