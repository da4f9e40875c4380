"""Labels in two languages within what a program takes; the whole ones are in the codebook."""

from collections.abc import Callable

from nianbao.exports.columns import Column

CUT = "…"


def label_of(column: Column, most: int, measure: Callable[[str], int]) -> str:
    """Both labels, of `most` as `measure` counts; what does not fit is taken from the longer, out of its middle.

    The end of a label says which column of a row a figure is in, its beginning which row: both stay.
    """
    zh, en = column.zh, column.en
    while measure(f"{zh} | {en}") > most:
        if measure(zh) > measure(en):
            zh = _shorter(zh)
        else:
            en = _shorter(en)
    return f"{zh} | {en}"


def _shorter(text: str) -> str:
    """One character less: in the middle, where the cut is marked."""
    head, mark, tail = text.partition(CUT)
    if not mark:
        middle = len(text) // 2
        return text[: middle - 1] + CUT + text[middle + 1 :]
    return head[:-1] + CUT + tail if len(head) >= len(tail) else head + CUT + tail[1:]


def in_bytes(text: str) -> int:
    """Its length in UTF-8."""
    return len(text.encode())


def clipped(text: str, most: int) -> bytes:
    """Text of at most so many bytes of UTF-8, marked where it was cut."""
    whole = text.encode()
    if len(whole) <= most:
        return whole
    mark = CUT.encode()
    return whole[: most - len(mark)].decode(errors="ignore").encode() + mark
