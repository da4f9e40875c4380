"""What may happen to the rows of a table. Each takes a draft whose tables are whole, and says what must be told."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from random import Random

from conformance.draft import Draft, Print, row_of
from conformance.forms import annexes
from conformance.rows import exchanged, key_of, label_and_figures, pairs, simple, with_cells, with_row, without_row
from sample.tables import Cell, Role, Row

UNKNOWN = "属于工作秘密"


def row_removed(draft: Draft, random: Random) -> Draft:
    """A row of the form is not there."""
    kind, place = _chosen(draft, random)
    table = draft.tables[kind]
    changed = replace(draft.with_table(kind, without_row(table, place)), incomplete=frozenset((kind,)))
    return _told(changed, "ROW.MISSING", key_of(table[place]))


def row_added(draft: Draft, random: Random) -> Draft:
    """A row that the form does not know, with numbers of its own."""
    kind, place = _chosen(draft, random, ("t3", "annex"))
    table = draft.tables[kind]
    cells, printed = _renamed(kind, label_and_figures(table[place]), UNKNOWN, draft)
    changed = draft.with_table(kind, with_row(table, place, cells)).printing(printed)
    return _told(replace(changed, incomplete=frozenset((kind,))), "LABEL.UNKNOWN", _unknown(kind, draft))


def row_misspelt(draft: Draft, random: Random) -> Draft:
    """A label that is nearly one of the form: a row too many and a row too few."""
    kind, place = _chosen(draft, random)
    row = draft.tables[kind][place]
    label = next(cell.text for cell in row if cell.role is Role.LABEL)
    cells, printed = _renamed(kind, row, f"{label}们", draft, keep=True)
    changed = draft.with_table(kind, with_cells(draft.tables[kind], place, cells)).printing(printed)
    told = _told(replace(changed, incomplete=frozenset((kind,))), "ROW.MISSING", key_of(row))
    return _told(told, "LABEL.UNKNOWN", _unknown(kind, draft))


def rows_exchanged(draft: Draft, random: Random) -> Draft:
    """Two neighbouring rows stand in each other's place, labels and all."""
    found = [
        (kind, pair) for kind in _kinds(draft) for pair in pairs(draft.tables[kind]) if not _grouped(draft, kind, pair)
    ]
    kind, (first, second) = random.choice(found)
    table = draft.tables[kind]
    keys = (key_of(table[first]), key_of(table[second]))
    return _told(draft.with_table(kind, exchanged(table, first, second)), "ROW.ORDER", *keys)


def cell_lost(draft: Draft, random: Random) -> Draft:
    """A row has a cell less than its table has columns: none of its cells can be told."""
    kind, place = _chosen(draft, random, ("t3",) if draft.national else ("annex",))
    row = draft.tables[kind][place]
    figures = [number for number, cell in enumerate(row) if cell.role is Role.FIGURE]
    lost = random.choice(figures)
    return _cells(draft, kind, place, (*row[:lost], *row[lost + 1 :]))


def cell_extra(draft: Draft, random: Random) -> Draft:
    """A row has a number more than its table has columns."""
    kind, place = _chosen(draft, random, ("t3",) if draft.national else ("annex",))
    row = draft.tables[kind][place]
    figures = [number for number, cell in enumerate(row) if cell.role is Role.FIGURE]
    at = random.choice(figures)
    extra = Cell(str(random.randint(2, 98)), Role.FIGURE)
    return _cells(draft, kind, place, (*row[:at], extra, *row[at:]))


def row_twice(draft: Draft, random: Random) -> Draft:
    """A row is printed twice with the same cells: it is one row."""
    kind, place = _chosen(draft, random)
    row = label_and_figures(draft.tables[kind][place])
    return draft.with_table(kind, with_row(draft.tables[kind], place, row))


def row_twice_unlike(draft: Draft, random: Random) -> Draft:
    """A row is printed twice with different cells: neither may be chosen."""
    kind, place = _chosen(draft, random)
    row = label_and_figures(draft.tables[kind][place])
    second = (*row[:-1], replace(row[-1], text=str(7000 + random.randint(1, 999))))
    changed = draft.with_table(kind, with_row(draft.tables[kind], place, second))
    return _told(_unreadable(changed, key_of(row)), "ROW.TWICE", key_of(row))


def table_lost(draft: Draft, random: Random) -> Draft:
    """A table of the form is not there at all."""
    kind = random.choice(tuple(draft.tables))
    tables = {name: table for name, table in draft.tables.items() if name != kind}
    return _told(replace(draft, tables=tables), "TABLES.MISSING", kind)


def _cells(draft: Draft, kind: str, place: int, cells: Row) -> Draft:
    """The row with other cells, none of which can be told; keys that are no longer printed stay expected."""
    table = draft.tables[kind]
    key = key_of(table[place])
    return _told(_unreadable(draft.with_table(kind, with_cells(table, place, cells)), key), "ROW.CELLS", key)


def _kinds(draft: Draft) -> tuple[str, ...]:
    return ("t2", "t3") if draft.national else ("annex",)


def _chosen(draft: Draft, random: Random, kinds: Sequence[str] = ()) -> tuple[str, int]:
    """A row that stands on its own, by table and place."""
    kind = random.choice([kind for kind in kinds or _kinds(draft) if kind in draft.tables])
    places = [place for place in simple(draft.tables[kind]) if not _grouped(draft, kind, (place,))]
    return kind, random.choice(places)


def _grouped(draft: Draft, kind: str, places: Sequence[int]) -> bool:
    """Whether one of the rows, or the group it opens, tells other rows apart."""
    if kind != "annex":
        return False
    grouped = annexes()[draft.form].grouped
    return any(key_of(draft.tables[kind][place]) in grouped for place in places)


def _unknown(kind: str, draft: Draft) -> str:
    return f"{kind}.unknown.1" if kind != "annex" else f"{draft.figure_keys()[0].partition('.')[0]}.unknown.1"


def _renamed(kind: str, row: Row, label: str, draft: Draft, keep: bool = False) -> tuple[Row, dict[str, Print]]:
    """The row under a key of its own: table 2 numbers its columns, the others keep the names of theirs."""
    cells: list[Cell] = []
    printed: dict[str, Print] = {}
    for cell in row:
        match cell.role:
            case Role.LABEL:
                cells.append(replace(cell, text=label))
            case Role.FIGURE:
                key = f"{_unknown(kind, draft)}{_column(kind, cell.text, len(printed) + 1)}"
                printed[key] = draft.printed[cell.text] if keep else _small(len(printed))
                cells.append(replace(cell, text=key))
            case _:
                cells.append(cell)
    return tuple(cells), printed


def _small(number: int) -> Print:
    return Print(str(number + 2), Decimal(number + 2))


def _column(kind: str, key: str, number: int) -> str:
    match kind:
        case "t2":
            return f".{number}"
        case "annex":
            return key.removeprefix(row_of(key))
        case _:
            return f".{key.rpartition('.')[2]}"


def _told(draft: Draft, rule: str, *keys: str) -> Draft:
    return replace(draft, told=(*draft.told, (rule, frozenset(keys))))


def _unreadable(draft: Draft, key: str) -> Draft:
    return replace(draft, unreadable=draft.unreadable | {key})
