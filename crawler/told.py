"""A reason in words, with the rule that recognised it."""

from typing import Self


class Told(str):
    """A sentence for people that knows its rule: a status, a kind of page of `blocks.toml`, a failure."""

    rule: str

    def __new__(cls, words: str, rule: str) -> Self:
        """These words, recognised by this rule."""
        told = super().__new__(cls, words)
        told.rule = rule
        return told


def rule_in(words: object) -> str:
    """The rule of a reason; empty where nothing was recognised."""
    return words.rule if isinstance(words, Told) else ""
