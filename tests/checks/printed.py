"""Figures as they were printed, for what weighs them."""

from collections.abc import Mapping
from decimal import Decimal

from nianbao.domain.report import Figure, Status, TableCell


def figure(key: str, value: int | None) -> Figure:
    """A printed figure; null is a cell that could not be read."""
    if value is None:
        return Figure(key, None, Status.UNREADABLE, "■", None, TableCell(0, 0, 0))
    return Figure(key, Decimal(value), Status.NUMBER, str(value), None, TableCell(0, 0, 0))


def figures(cells: Mapping[str, int | None]) -> dict[str, Figure]:
    """Printed figures by key."""
    return {key: figure(key, value) for key, value in cells.items()}
