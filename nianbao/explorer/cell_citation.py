"""How to cite a cell: who printed what where, when it was captured, and in which state of the data it is named so."""

from datetime import UTC

from nianbao.explorer.cell import Cell


def citation(cell: Cell) -> str:
    """One line. The moment is that of the capture: when the line was made does not matter."""
    held, payload = cell.held, cell.archived.payload
    when = payload.captured_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return (
        f"{held.publisher}: 政府信息公开工作年度报告 ({held.year}), {held.url} (captured {when}, {payload.digest}); "
        f"cell {cell.cell_id}, printed “{cell.figure.raw}”; nianbao {cell.known.version}."
    )
