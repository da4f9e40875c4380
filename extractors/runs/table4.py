"""Table 4 in running text: heads, and behind them the numbers of three blocks of outcomes, often as one run."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.documents.document import Cell
from extractors.layout.laid import Laid, figure_of, unreadable_row
from extractors.runs.chains import Chain
from extractors.runs.lines import numbers_behind
from extractors.runs.packed import Packed
from nianbao.domain.forms import Grid, Line, Table
from nianbao.domain.labels import label_form


@dataclass(frozen=True, slots=True)
class Outcomes:
    """The words of table 4 in reading order, and the cells of each place where numbers stand."""

    heads: tuple[str, ...]
    runs: tuple[tuple[Cell, ...], ...]

    def also(self, others: Sequence["Outcomes"]) -> "Outcomes":
        """With the words and numbers of further places: small tables, one for each block."""
        heads = tuple(head for other in others for head in other.heads)
        return Outcomes(self.heads + heads, self.runs + tuple(run for other in others for run in other.runs))


def outcomes_of(chain: Chain, whole: Packed) -> Outcomes:
    """Table 4 of a text; five or fifteen numbers with white space between them are cells."""
    widths = frozenset((5, 15))
    runs = [tuple(numbers_behind(word, whole, widths)) for word in chain.words if word.numbers_end > word.end]
    return Outcomes(tuple(word.name for word in chain.words), tuple(runs))


def lay_outcome_runs(table: Table, outcomes: Outcomes) -> Laid:
    """The three blocks; one whose numbers are not as many cells as its outcomes, or whose heads are not the form's,
    is unreadable."""
    laid = Laid(table.name)
    grid = table.grids[0]
    for blocks, cells in _shared_out(grid, outcomes.runs):
        laid.found += [block.key for block in blocks]
        if _are_of_form(grid, outcomes.heads) and len(cells) == len(blocks) * len(grid.columns):
            places = [(block, column) for block in blocks for column in grid.columns]
            pairs = zip(places, cells, strict=True)
            laid.figures += [figure_of("t4", block, column, cell, grid.unit) for (block, column), cell in pairs]
            continue
        keys = [f"t4.{block.key}" for block in blocks]
        laid.report("ROW.CELLS", keys, f"{len(cells)} numbers under {len(blocks) * len(grid.columns)} columns")
        for block in blocks:
            laid.figures += unreadable_row("t4", block, grid.columns, cells, cells[0], grid.unit, None)
    return laid


def _shared_out(grid: Grid, runs: Sequence[tuple[Cell, ...]]) -> Iterator[tuple[tuple[Line, ...], tuple[Cell, ...]]]:
    """One run for each block, or the blocks together with all that is printed."""
    if len(runs) == len(grid.rows):
        yield from (((block,), cells) for block, cells in zip(grid.rows, runs, strict=True))
    else:
        yield grid.rows, tuple(cell for cells in runs for cell in cells)


def _are_of_form(grid: Grid, heads: Sequence[str]) -> bool:
    """Whether blocks and outcomes are headed as on the form, and in its order."""
    columns = [label_form(column.label) for column in grid.columns]
    blocks = [label_form(block.label) for block in grid.rows]
    outcomes = [head for head in heads if head in columns]
    return outcomes == columns * len(blocks) and [head for head in heads if head in blocks] == blocks
