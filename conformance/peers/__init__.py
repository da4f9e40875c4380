"""Readers of other projects, brought to the form of ours so that they can be scored."""
