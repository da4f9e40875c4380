"""Layouts of the annexes before 2019: codes, units, remarks, what stands round the table."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from conformance.layouts.blocks import Block, Layout, each_table, split_tables
from sample.tables import Cell, Role, Row, Table

NUMBER = re.compile(r"^(其中：|\d[.、]|（[一二三四]）)")


def _is_row(row: Row) -> bool:
    return any(cell.role is Role.FIGURE for cell in row)


def _unit_in_label(table: Table) -> Table:
    """No column of units: the unit stands in brackets behind the label."""
    rows: list[Row] = [(table[0][0], *table[0][2:])]
    for label, unit, *cells in table[1:]:
        text = f"{label.text}（{unit.text}）" if unit.text.strip("—") else label.text
        rows.append((replace(label, text=text), *cells))
    return tuple(rows)


def _codes(rows: Sequence[Row]) -> Iterator[str]:
    """01, 02 …; a row that is printed twice has its code twice."""
    number, before = 0, ""
    for row in rows:
        number += row[0].text != before
        before = row[0].text
        yield f"{number:02}"


def _code_ahead(table: Table) -> Table:
    head, *rows = table
    coded = ((Cell(code, Role.HEAD), *row) for code, row in zip(_codes(rows), rows, strict=True))
    return ((Cell("序号", Role.HEAD), *head), *coded)


def _code_behind(table: Table) -> Table:
    head, *rows = table
    coded = ((row[0], Cell(code, Role.HEAD), *row[1:]) for code, row in zip(_codes(rows), rows, strict=True))
    return ((head[0], Cell("代码", Role.HEAD), *head[1:]), *coded)


def _remarks(table: Table) -> Table:
    """A last column of remarks, most of them empty; which is a matter of the label."""
    head, *rows = table
    return (
        (*head, Cell("备注", Role.HEAD)),
        *((*row, Cell("含下属单位" if len(row[0].text) % 7 == 3 else "", Role.HEAD)) for row in rows),
    )


def _lettered(table: Table) -> Table:
    """Below the heads the columns are lettered and numbered."""
    words = [Cell(letter, Role.HEAD) for letter in "甲乙"]
    figures = [Cell(str(number), Role.HEAD) for number in range(1, len(table[0]) - 1)]
    return (table[0], (*words, *figures), *table[1:])


def _framed(table: Table) -> Table:
    """Title, organ and signatures in rows of the table."""
    width = len(table[0])
    left, right = Cell("填报单位：示例", Role.HEAD), Cell("单位：件", Role.HEAD, width - 1)
    below: Row = (Cell("单位负责人：", Role.HEAD), Cell("填报日期：1月5日", Role.HEAD, width - 1))
    return ((Cell("政府信息公开情况统计表", Role.HEAD, width),), (left, right), *table, below)


def _head_again(table: Table) -> Table:
    half = len(table) // 2
    return (*table[:half], table[0], *table[half:])


def _in_two_tables(table: Table) -> Sequence[Block]:
    half = len(table) // 2
    return (table[:half], (table[0], *table[half:]))


def _without_dashes(table: Table) -> Table:
    return tuple(tuple(replace(cell, text=cell.text.replace("——", "")) for cell in row) for row in table)


def _groups_merged(table: Table) -> Table:
    """A group is one cell over the whole width."""
    return tuple((replace(row[0], columns=len(row)),) if row[0].role is Role.GROUP else row for row in table)


def _indented(table: Table) -> Table:
    """Parts are set in by white space."""
    return tuple(
        (replace(row[0], text="\u3000\u3000" + row[0].text), *row[1:])
        if _is_row(row) and NUMBER.match(row[0].text)
        else row
        for row in table
    )


def _label_split(table: Table) -> Table:
    """Labels in two columns: a part stands in the second, beside an empty cell; everything else reaches over both."""
    rows: list[Row] = []
    for row in table:
        if _is_row(row) and NUMBER.match(row[0].text):
            rows.append((Cell("", Role.HEAD), *row))
        else:
            rows.append((replace(row[0], columns=row[0].columns + 1), *row[1:]))
    return tuple(rows)


ANNEX: Mapping[str, Layout] = {
    "unit_in_label": each_table(_unit_in_label),
    "code_ahead": each_table(_code_ahead),
    "code_behind": each_table(_code_behind),
    "remarks": each_table(_remarks),
    "lettered": each_table(_lettered),
    "framed": each_table(_framed),
    "head_again": each_table(_head_again),
    "in_two_tables": split_tables(_in_two_tables),
    "without_dashes": each_table(_without_dashes),
    "groups_merged": each_table(_groups_merged),
    "indented": each_table(_indented),
    "label_split": each_table(_label_split),
}
