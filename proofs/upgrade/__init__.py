"""Older databases with rows, brought to this version, and back: every figure is compared."""
