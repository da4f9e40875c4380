"""Proof: the column of a portal that was redesigned is found again, and nothing that looks like it is taken for it."""
