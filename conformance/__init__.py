"""Documents made to be read, with what must be read from them, and the scoring of readers.

Nothing that makes a document knows a reader; `readers` finds the reader to be scored by its name.
"""
