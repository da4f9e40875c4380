"""The order of columns, from the words above them as they follow each other."""

from collections.abc import Sequence

from nianbao.domain.forms import Grid, Line, Table
from nianbao.domain.labels import label_form

Head = Line | None  # null: a word that groups the heads behind it


def heads_among(texts: Sequence[str], table: Table, grid: Grid) -> list[Head]:
    """Columns and grouping words of the form in the order of the texts; what is neither is left out."""
    found: list[Head] = []
    for text in texts:
        name = label_form(text)
        head = grid.column_by_name.get(name)
        if (head is not None or name in table.words) and (not found or found[-1] is not head):
            found.append(head)
    while found and found[-1] is None:
        found.pop()  # the groups of the rows below
    return found


def order_of(heads: Sequence[Head], columns: Sequence[Line]) -> tuple[Line, ...] | None:
    """The columns as printed; the form's order where heads are not told otherwise; null where they contradict it.

    Heads in two lines come as 自然人, 法人或其他组织, 总计, 商业企业 …: the grouping word stands for those behind it
    that the form has between its first and its last column.
    """
    opened = max((place for place, head in enumerate(heads) if head is None), default=-1)
    ahead = _columns(heads[: max(opened, 0)])
    behind = _columns(heads[opened + 1 :])
    if set(behind) == set(columns) and len(behind) == len(columns):
        return behind
    grouped = tuple(column for column in behind if column in columns[1:-1])
    printed = (*ahead, *grouped, *(column for column in behind if column not in grouped))
    if set(printed) == set(columns) and len(printed) == len(columns):
        return printed
    agrees = any(_rises(order, columns) for order in ((*ahead, *behind), printed))
    return tuple(columns) if agrees else None


def _rises(printed: Sequence[Line], columns: Sequence[Line]) -> bool:
    places = [columns.index(column) for column in dict.fromkeys(printed)]
    return places == sorted(places)


def _columns(heads: Sequence[Head]) -> tuple[Line, ...]:
    return tuple(head for head in heads if head is not None)
