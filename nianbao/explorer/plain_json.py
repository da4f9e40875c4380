"""Rows as JSON: numbers keep their digits, times are UTC with Z."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal

from nianbao.domain.report_json import number


def json_bytes(told: object) -> bytes:
    """The JSON of mappings, lists and what stands in rows."""
    return json.dumps(told, ensure_ascii=False, default=_plain).encode()


def _plain(value: object) -> object:
    match value:
        case Decimal():
            return number(value)
        case datetime():
            return value.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        case date():
            return value.isoformat()
        case _:
            raise TypeError(f"{type(value).__name__} is not told as JSON")
