"""Tables that a text lost: labels and numbers one after the other, and rows whose digits ran together."""
