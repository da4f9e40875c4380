"""Portals that were redesigned: the column of annual reports stands elsewhere, much that looks like it beside it."""
