"""The columns of an annex by the words above them, in their order; the cells behind a label are counted off to them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.flow.tokens import Kind, Token
from nianbao.domain.forms import Grid, Line
from nianbao.domain.labels import label_form

_CODE = re.compile(r"\d{1,3}")
Other = str  # what a column holds that holds no figures: label, unit, code, remark
Assigned = list[tuple[Line, Token]]


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns behind the labels, in their order; `ahead`: a number stands ahead of each label."""

    behind: tuple[Line | Other, ...]
    ahead: bool

    def assign(self, cells: Sequence[Token]) -> Assigned | None:
        """Each number under its column; null where their count leaves open which is which."""
        if self.ahead and len(cells) == len(self.behind) + 1 and _CODE.fullmatch(cells[-1].text.strip()):
            cells = cells[:-1]  # the number of the next row, where nothing tells that a line ends
        if len(cells) == len(self.behind):
            return self._counted(self.behind, cells)
        if self.behind[-1] == "remark" and len(cells) == len(self.behind) - 1:
            return self._counted(self.behind[:-1], cells)  # a remark in words is no cell of a row
        figures = [column for column in self.behind if isinstance(column, Line)]
        bare = [cell for cell in cells if cell.kind is not Kind.UNIT]
        plain = all(column == "unit" or isinstance(column, Line) for column in self.behind)
        if plain and len(bare) == len(figures) and all(cell.kind is not Kind.BLANK for cell in bare):
            return list(zip(figures, bare, strict=True))
        return None

    @staticmethod
    def _counted(columns: Sequence[Line | Other], cells: Sequence[Token]) -> Assigned | None:
        pairs = list(zip(columns, cells, strict=True))
        if not all(_may_stand(column, cell) for column, cell in pairs):
            return None
        return [(column, cell) for column, cell in pairs if isinstance(column, Line)]


def columns_of(tokens: Sequence[Token], grid: Grid, year: int | None) -> Columns | None:
    """The columns that the words of a header say; null where there is none among them, or it is not plain."""
    heads = [head for token in tokens if (head := _head(token.text, grid, year)) is not None]
    label = next((place for place, head in enumerate(heads) if head == "label"), -1)
    behind = tuple(heads[label + 1 :])
    figures = [head for head in behind if isinstance(head, Line)]
    if not figures or len(set(figures)) < len(figures):
        return None
    return Columns(behind, "code" in heads[: label + 1])


def _head(text: str, grid: Grid, year: int | None) -> Line | Other | None:
    name = label_form(text)
    words = grid.heads
    for other, names in (("label", words.label), ("unit", words.unit), ("code", words.code), ("remark", words.remark)):
        if name in names:
            return other
    return next((column for column in grid.columns if _heads(column, name, year)), None)


def _heads(column: Line, name: str, year: int | None) -> bool:
    if name in column.names():
        return True
    match = re.fullmatch(column.pattern, name) if column.pattern and name else None
    printed = match.groupdict().get("year") if match else None
    return match is not None and (year is None or printed is None or int(printed) == year)


def _may_stand(column: Line | Other, cell: Token) -> bool:
    match column:
        case Line():
            return cell.kind is not Kind.UNIT
        case "unit":
            return cell.kind is not Kind.PRINT or not any(character.isdigit() for character in cell.text)
        case "code":
            return not cell.text.strip() or _CODE.fullmatch(cell.text.strip()) is not None
        case _:
            return True
