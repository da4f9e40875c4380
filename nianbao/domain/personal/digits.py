"""Check digits of numbers that belong to persons."""

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_LAST = "10X98765432"


def is_identity(number: str) -> bool:
    """Whether the last character of an 18-digit identity number is right (GB 11643-1999, ISO 7064 mod 11-2)."""
    if len(number) != 18 or not number[:17].isdecimal():
        return False
    return _LAST[sum(w * int(n) for w, n in zip(_WEIGHTS, number, strict=False)) % 11] == number[17].upper()


def is_luhn(number: str) -> bool:
    """Whether the digits of a card's number add up (ISO/IEC 7812-1); separators are passed over."""
    digits = [int(n) for n in reversed(number) if n.isdecimal()]
    doubled = (sum(divmod(2 * n, 10)) for n in digits[1::2])
    return bool(digits) and (sum(digits[::2]) + sum(doubled)) % 10 == 0
