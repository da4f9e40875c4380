"""What a report counts: the whole administration of the area, or the organ itself; with the words that say so."""

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from nianbao.domain.report import Coverage, PublisherKind

_SENTENCE_END = re.compile(r"[。;!?|]")
Decision = tuple[Coverage, str]


def decide_coverage(kind: PublisherKind, text: str, publisher: str = "") -> Decision:
    """Coverage and its evidence: a phrase of the text, else the kind of publisher.

    `text` is the report's prose in simplified script, tables left out; evidence is the sentence that decided, without
    white space, or, where the publisher decided, a line naming it. A compiling office (由…办公室编制) says nothing.
    """
    sentences = tuple(_sentences(text))
    stated = _first_match(_rules(kind), sentences)
    if stated is not None:
        return stated
    signed = Coverage(_data()["by_publisher"][kind])
    supporting = [rule for rule in _data()["supporting"] if kind in rule["kinds"] and rule["coverage"] == signed]
    return _first_match(supporting, sentences) or (signed, f"publisher: {publisher or kind}")


def _rules(kind: PublisherKind) -> Sequence[Mapping[str, Any]]:
    phrases = _data()["phrases"]
    rules: Sequence[Mapping[str, Any]] = phrases["rule"]
    return rules if kind in phrases["kinds"] else ()


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
    return re.compile(pattern.replace("{area}", _data()["area"]))


@cache
def _data() -> Mapping[str, Any]:
    return tomllib.loads(files(__package__).joinpath("coverage.toml").read_text(encoding="utf-8"))
