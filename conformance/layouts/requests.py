"""Layouts of table 3: its labels in one, two or three columns, its groups merged, repeated or in rows of their own."""

import itertools
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from conformance.layouts.blocks import Block, Layout, each_cell, each_table, reworded, split_tables
from sample.table_traps import OUTCOMES_GROUP, repeated_group, short_label
from sample.tables import APPLICANTS, Cell, Role, Row, Table

HEADS = 3  # rows of the header
NUMBER = re.compile(r"^(（[一二三四五六七]）|\d\.|[一二三四]、)(.+)$")


def _body(table: Table) -> tuple[list[Row], list[Row]]:
    return list(table[:HEADS]), list(table[HEADS:])


def _groups_in_rows(table: Table, keep: Callable[[Cell], bool], widths: int, fill: bool) -> Table:
    """Groups that are not kept beside their rows stand in rows of their own; `widths`: columns of labels left."""
    head, body = _body(table)
    rows: list[Row] = [(replace(head[0][0], columns=widths), *head[0][1:]), *head[1:]]
    for row in body:
        groups = [cell for cell in row if cell.role is Role.GROUP]
        rows += [_group_row(cell.text, widths, fill) for cell in groups if not keep(cell)]
        rows.append(tuple(_narrow(cell, widths) for cell in row if cell.role is not Role.GROUP or keep(cell)))
    return tuple(rows)


def _narrow(cell: Cell, widths: int) -> Cell:
    match cell.role:
        case Role.LABEL:
            return replace(cell, columns=min(cell.columns, widths))
        case _:
            return cell


def _group_row(text: str, widths: int, fill: bool) -> Row:
    blanks = tuple(Cell("", Role.HEAD) for _ in APPLICANTS)
    return (Cell(text, Role.GROUP, widths), *blanks) if fill else (Cell(text, Role.GROUP, widths + len(APPLICANTS)),)


def _one_column(table: Table) -> Table:
    return _groups_in_rows(table, lambda cell: False, 1, fill=False)


def _one_column_blanks(table: Table) -> Table:
    return _groups_in_rows(table, lambda cell: False, 1, fill=True)


def _two_columns(table: Table) -> Table:
    return _groups_in_rows(table, lambda cell: cell.text != OUTCOMES_GROUP, 2, fill=False)


def _numbers_apart(table: Table) -> Table:
    """The number of each label stands in a cell of its own."""
    head, body = _body(table)
    first = (replace(head[0][0], columns=4), *head[0][1:])
    return (first, *head[1:], *(tuple(_numbered(row)) for row in body))


def _numbered(row: Row) -> Iterator[Cell]:
    for cell in row:
        match = NUMBER.match(cell.text) if cell.role is Role.LABEL else None
        if match is None:
            yield replace(cell, columns=cell.columns + 1) if cell.role is Role.LABEL else cell
        else:
            yield from (Cell(match[1], Role.GROUP), replace(cell, text=match[2], columns=cell.columns))


def _broken_after(words: Sequence[str], with_head: bool) -> Callable[[Table], Sequence[Block]]:
    """The table cut ahead of the rows that open these groups; the outer group is printed again in every part."""

    def split(table: Table) -> Sequence[Block]:
        head, _ = _body(table)
        cuts = [0, *(_row_with(table, word) for word in words), len(table)]
        parts = [list(table[a:b]) for a, b in itertools.pairwise(cuts)]
        opening = _row_with(table, OUTCOMES_GROUP)
        reach = next(cell.rows for cell in table[opening] if cell.text == OUTCOMES_GROUP)
        for number, start in enumerate(cuts[1:-1], 1):
            rows = min(opening + reach, cuts[number + 1]) - start
            parts[number][0] = (Cell(OUTCOMES_GROUP, Role.GROUP, 1, rows), *parts[number][0])
        parts[0] = [_cut_short(row, place, cuts[1]) for place, row in enumerate(parts[0])]
        return [tuple([*head, *part] if with_head and number else part) for number, part in enumerate(parts)]

    return split


def _cut_short(row: Row, place: int, end: int) -> Row:
    return tuple(replace(cell, rows=min(cell.rows, end - place)) for cell in row)


def _row_with(table: Table, word: str) -> int:
    return next(place for place, row in enumerate(table) if any(cell.text == word for cell in row))


def _head_again(table: Table) -> Table:
    """The header is printed again in the middle, as behind a page break, and the groups with it."""
    parts = _broken_after(["（四）无法提供"], with_head=True)(table)
    return tuple(row for part in parts if not isinstance(part, str) for row in part)


def _flat_head(table: Table) -> Table:
    """One row of heads: no 申请人情况, no 法人或其他组织."""
    note = replace(table[0][0], rows=1)
    return ((note, *(Cell(label, Role.HEAD) for label in APPLICANTS.values())), *table[HEADS:])


def _total_first(table: Table) -> Table:
    """The column of totals stands ahead of the others."""
    rows = []
    for row in table:
        figures = [cell for cell in row if cell.role is Role.FIGURE]
        others = tuple(cell for cell in row if cell.role is not Role.FIGURE)
        rows.append((*others, figures[-1], *figures[:-1]) if len(figures) == len(APPLICANTS) else row)
    note, applicants = rows[0]
    person, organisations, total = rows[1]
    return ((note, applicants), (total, person, organisations), *rows[2:])


def _one_table_a_row(table: Table) -> Sequence[Block]:
    """Every row is a table of its own under a heading, as one program that reads pictures writes it."""
    blocks: list[Block] = []
    heads = tuple(Cell(text, Role.HEAD) for text in ("类别", *(f"数据{n}" for n in range(1, 7)), "总计"))
    for row in table[HEADS:]:
        blocks += [cell.text for cell in row if cell.role is Role.GROUP]
        blocks.append((heads, tuple(replace(cell, columns=1) for cell in row if cell.role is not Role.GROUP)))
    return blocks


REQUESTS: Mapping[str, Layout] = {
    "one_label_column": each_table(_one_column),
    "one_label_column_blanks": each_table(_one_column_blanks),
    "two_label_columns": each_table(_two_columns),
    "numbers_apart": each_table(_numbers_apart),
    "short_label": each_table(short_label),
    "repeated_group": each_table(repeated_group),
    "in_two_tables": split_tables(_broken_after(["（四）无法提供"], with_head=False)),
    "in_three_tables": split_tables(_broken_after(["（四）无法提供", "（五）不予处理"], with_head=True)),
    "head_again": each_table(_head_again),
    "flat_head": each_table(_flat_head),
    "total_first": each_table(_total_first),
    "one_table_a_row": split_tables(_one_table_a_row),
    "without_note": each_cell(lambda cell: replace(cell, text="") if cell.text.startswith("（本列数据") else cell),
    "cut_label": reworded({"2.其他法律行政法规禁止公开": "2.其他法律行政止公开"}),
    "inner_spaces": each_cell(lambda cell: replace(cell, text=_spaced(cell))),
}


def _spaced(cell: Cell) -> str:
    """（三） 不予 公开."""
    if cell.role not in (Role.LABEL, Role.GROUP):
        return cell.text
    return cell.text.replace("）", "） ").replace("不予", "不予 ").replace("、", "、 ").replace(".", ". ")
