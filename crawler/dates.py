"""Dates as lists and pages print them."""

import re
from datetime import date

PRINTED = re.compile(r"(20\d\d)\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})")


def first_date(text: str) -> date | None:
    """The first whole date in a text (2024-03-08, 2024年3月8日, 2024/3/8); None where there is none or it is no day."""
    found = PRINTED.search(text)
    if found is None:
        return None
    try:
        return date(*(int(part) for part in found.groups()))
    except ValueError:
        return None
