"""Fifteen years of many counties that do not exist, with a plain ledger of what was published, when, and what is wrong.

Nothing of the reader, the store or the list of divisions is known here: what is right is said by this ledger alone.
"""
