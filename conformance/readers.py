"""The readers that can be scored: functions of a document's bytes to the JSON of the contract, or null if refused.

They are found by name when they are asked for: what makes documents must not know what reads them.
"""

from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from typing import Any

from conformance.peers import pandas_tables, plain_text

Reader = Callable[[bytes], Mapping[str, Any] | None]
NAMES = ("nianbao", "pandas", "text")


@cache
def reader_of(name: str) -> Reader:
    """A reader by its name, or any function by `module:name`; raises ValueError for a name of neither kind."""
    match name:
        case "nianbao":
            return _nianbao()
        case "pandas":
            return pandas_tables.read
        case "text":
            return plain_text.read
        case _ if ":" in name:
            module, _, function = name.partition(":")
            found: Reader = getattr(import_module(module), function)
            return found
        case _:
            raise ValueError(f"no reader {name!r}: {', '.join(NAMES)}, or module:function")


def refuses(_body: bytes) -> None:
    """The reader that reads nothing: every cell is flagged, none is right."""


def _nianbao() -> Reader:
    """What `nianbao read` does, without a process of its own for each document."""
    extractors, checks, told = map(import_module, ("extractors", "nianbao.checks", "nianbao.domain.report_json"))

    def read(body: bytes) -> Mapping[str, Any] | None:
        try:
            report: Mapping[str, Any] = told.report_to_json(checks.weigh(extractors.extract(extractors.read(body))))
        except extractors.Refused:
            return None
        return report

    return read
