"""What the second reader finds: cells by key; what it finds twice and differently it does not say."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from extractors.flow.prints import printed
from extractors.flow.tokens import Token
from nianbao.domain.forms import Line, figure_key
from nianbao.domain.records import record
from nianbao.domain.report import Status, Where


@record(frozen=True, slots=True)
class FlowCell:
    """A cell as the second reader reads it; `raw` is its print, `value` null unless status is number."""

    value: Decimal | None
    status: Status
    raw: str
    where: Where


@dataclass(slots=True)
class Found:
    """The cells of one kind of table by key."""

    table: str
    cells: dict[str, FlowCell] = field(default_factory=dict)
    _torn: set[str] = field(default_factory=set)

    def row(self, row: Line, columns: Sequence[Line], tokens: Sequence[Token]) -> None:
        """Note a row. The same row again is nothing new; with other cells neither is said."""
        table, key = self.table, row.key
        cells = {
            figure_key(table, key, column.key): _cell(token.text, token.where)
            for column, token in zip(columns, tokens, strict=True)
            if token.where is not None
        }
        keys = cells.keys()
        if keys.isdisjoint(self.cells) and keys.isdisjoint(self._torn):
            self.cells |= cells
            return
        if keys & self._torn or any(self.cells.get(key, cells[key]).raw != cells[key].raw for key in keys):
            self._torn |= keys
            self.cells = {key: cell for key, cell in self.cells.items() if key not in self._torn}
            return
        for key, cell in cells.items():
            self.cells.setdefault(key, cell)


def _cell(text: str, where: Where) -> FlowCell:
    content = printed(text)
    return FlowCell(content.value, content.status, text, where)


def agreed(several: Sequence[Found]) -> Found:
    """What all of them say alike; raises IndexError for none."""
    first, *others = several
    if not others:
        return first
    cells = {key: cell for key, cell in first.cells.items() if all(other.cells.get(key) == cell for other in others)}
    return Found(first.table, cells)
