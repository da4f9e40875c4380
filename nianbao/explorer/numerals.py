"""Numbers and times as they are printed for eyes."""

from datetime import UTC, date, datetime
from decimal import Decimal

THIN = "\u202f"


def grouped(value: Decimal | int | float | None) -> str:
    """A number with its digits in groups of three from five digits on, and all the decimals it has; None is nothing."""
    if value is None:
        return ""
    number = Decimal(str(value))
    whole = format(number, "f")
    sign, digits = ("−", whole[1:]) if whole.startswith("-") else ("", whole)
    before, point, after = digits.partition(".")
    after = after.rstrip("0")
    if len(before) > 4:
        before = f"{int(before):,}".replace(",", THIN)
    return sign + before + (point + after if after else "")


def moment(at: datetime | None) -> str:
    """A time in UTC to the minute, with Z."""
    return "" if at is None else at.astimezone(UTC).strftime("%Y-%m-%d %H:%MZ")


def day(at: date | None) -> str:
    """A day."""
    return "" if at is None else at.strftime("%Y-%m-%d")
