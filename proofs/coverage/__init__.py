"""Openings of reports coded by hand, and what the rule of coverage says of each."""
