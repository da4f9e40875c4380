"""From tables to one stream, and from the stream to labels with what is printed behind them."""

from collections.abc import Sequence

from extractors.documents.document import Cell, Paragraph, Row, Table
from extractors.flow.phrases import phrases_of
from extractors.flow.tokens import Kind, stream_of
from nianbao.domain.report import TableCell, TextCell


def table(*rows: Sequence[str]) -> Table:
    """A grid; every cell says that it stands in the first place of all, which nothing here may believe."""
    return Table(tuple(Row(tuple(Cell(text, TableCell(0, 0, 0)) for text in row)) for row in rows))


def phrases(*blocks: Table | Paragraph) -> list[tuple[list[str], list[str]]]:
    """Labels and cells of each phrase."""
    return [([t.text for t in p.labels], [t.text for t in p.cells]) for p in phrases_of(stream_of(blocks))]


def test_kinds() -> None:
    """A label, something printed, nothing, a unit."""
    kinds = [token.kind for token in stream_of([table(["规章", "1", "", "件", "1 2", "无"])])]
    assert kinds == [Kind.LABEL, Kind.PRINT, Kind.BLANK, Kind.UNIT, Kind.PRINT, Kind.PRINT]


def test_cells_end_at_the_next_label_and_at_the_end_of_a_line() -> None:
    """Empty cells ahead of a label belong to no row."""
    assert phrases(table(["甲", "1", "乙", "2"], ["", "丙", "3"])) == [
        (["甲"], ["1"]),
        (["乙"], ["2"]),
        ([], [""]),
        (["丙"], ["3"]),
    ]


def test_labels_wait_for_their_cells() -> None:
    """Over the end of a line, of a table, and a heading between."""
    assert phrases(table(["结果维持", "总计"]), table(["1", "2"])) == [(["结果维持", "总计"], ["1", "2"])]
    assert phrases(Paragraph("行政复议"), table(["总计"], ["3"])) == [(["行政复议", "总计"], ["3"])]


def test_a_number_in_a_cell_of_its_own_is_its_labels() -> None:
    """3. and 其他 are one label, 3 and 其他 are not."""
    assert phrases(table(["3.", "其他", "5"])) == [(["3.其他"], ["5"])]
    assert phrases(table(["3", "其他", "5"])) == [([], ["3"]), (["其他"], ["5"])]


def test_in_a_flattened_text_bars_end_a_row() -> None:
    """One cell a line; more than one bar stand for the empty columns at the end of a row."""
    cells = [("规章", 1), ("1", 1), ("2", 3), ("", 1), ("规范性文件", 1), ("4", 1)]
    rows = tuple(Row((Cell(text, TextCell(n, 0), bars),)) for n, (text, bars) in enumerate(cells))
    assert phrases(Table(rows, flattened=True)) == [(["规章"], ["1", "2"]), ([], [""]), (["规范性文件"], ["4"])]


def test_prose_is_no_label() -> None:
    """A paragraph of a hundred characters names nothing."""
    long = stream_of([Paragraph("规章" * 60)])
    assert [token.text for token in long] == [""]
