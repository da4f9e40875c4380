"""Read again, by another way: the text as it flows, label and numbers, never the rows and columns of a grid.

Shares with the grid reader only `documents` and the labels of the forms: a fault of one is not a fault of both.
"""

from extractors.flow.reading import FlowCell, read_flow

__all__ = ["FlowCell", "read_flow"]
