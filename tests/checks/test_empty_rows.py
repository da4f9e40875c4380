"""A row of table 3 that is empty among full ones is said; empty cells here and there, or proven zeros, are not."""

from decimal import Decimal

from nianbao.checks.empty_rows import empty_row
from nianbao.domain.report import Figure, FillBasis, Status, TableCell

FULL = ["1", "2"]


def rows(**printed: list[str]) -> list[Figure]:
    """Rows of two cells; `?` is a blank that a sum proves to be zero."""
    return [_figure(f"t3.{row}.{n}", text) for row, texts in printed.items() for n, text in enumerate(texts)]


def _figure(key: str, text: str) -> Figure:
    status = Status.NUMBER if text.isdigit() else Status.BLANK
    value = Decimal(text) if text.isdigit() else None
    proven = FillBasis.BLANK_ZERO if text == "?" else None
    filled = Decimal(0) if text == "?" else None
    return Figure(key, value, status, text.strip("?"), None, TableCell(0, 0, 0), None, filled, proven)


def test_one_empty_row_puts_all_in_doubt() -> None:
    """It is named first."""
    (finding,) = empty_row(rows(granted=FULL, disposed=["", ""], carried_forward=FULL))
    assert finding.rule == "ROW.EMPTY"
    assert finding.keys == ("t3.disposed", "t3.granted", "t3.carried_forward")
    assert [f.keys[0] for f in empty_row(rows(granted=FULL, disposed=["?", ""]))] == ["t3.disposed"]


def test_what_is_no_sign() -> None:
    """Proven zeros, several empty rows, blanks in other rows, no table at all."""
    assert list(empty_row(rows(granted=FULL, disposed=["?", "?"]))) == []
    assert list(empty_row(rows(granted=FULL, disposed=["", ""], carried_forward=["", ""]))) == []
    assert list(empty_row(rows(granted=["1", ""], disposed=["", ""]))) == []
    assert list(empty_row(rows(granted=FULL, disposed=FULL))) == []
    assert list(empty_row(rows(disposed=["", ""]))) == []
    assert list(empty_row([])) == []
