"""Faults in the reading of a cell. Both readers have a content with a status and a value, each a class of its own."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

from nianbao.domain.report import Status
from proofs.readers.planting import Function

Spoilt = Callable[[Function], Function]


def on_numbers(change: Callable[[Decimal], Decimal]) -> Spoilt:
    """Every number another."""

    def spoil(parse: Function) -> Function:
        def parsed(text: str) -> Any:
            content = parse(text)
            return content if content.value is None else replace(content, value=change(content.value))

        return parsed

    return spoil


def as_zero(status: Status) -> Spoilt:
    """What has this status is read as the number 0."""

    def spoil(parse: Function) -> Function:
        def parsed(text: str) -> Any:
            content = parse(text)
            return replace(content, status=Status.NUMBER, value=Decimal(0)) if content.status is status else content

        return parsed

    return spoil


def of_text(change: Callable[[str], str]) -> Spoilt:
    """The text is changed before it is read."""
    return lambda parse: lambda text: parse(change(text))


def without_last_digit(value: Decimal) -> Decimal:
    """12 is read as 1, 5 stays."""
    return _digits(str(value)[:-1], value)


def without_first_digit(value: Decimal) -> Decimal:
    """12 is read as 2, 5 stays."""
    return _digits(str(value)[1:], value)


def _digits(text: str, otherwise: Decimal) -> Decimal:
    return Decimal(text) if text.isdigit() else otherwise
